package org.whippletree.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.BalancerMethod;
import org.whippletree.config.ReverseMapping;
import org.whippletree.config.ViaMode;

/** What is done to the fields of requests and answers, {@link LocationMapper} included. */
class HeadersTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static LocationMapper mapper(ReverseMapping... mappings) {
        BackendConfig first = new BackendConfig("one", 8080, "/x", 1, SECOND, SECOND, SECOND, 1, SECOND, false, "");
        BackendConfig second = new BackendConfig("two", 80, "", 1, SECOND, SECOND, SECOND, 1, SECOND, false, "");
        return new LocationMapper(
                List.of(mappings),
                List.of(new BalancerConfig("balancer://b", BalancerMethod.BYREQUESTS, 1, List.of(first, second))));
    }

    private static HttpHeaders request(HttpVersion version, HttpHeaders headers) {
        new RequestHeaders("proxy", ViaMode.ON).tellScheme(headers);
        new RequestHeaders("proxy", ViaMode.ON).rewrite(headers, version, "10.0.0.1", "client.example");
        return headers;
    }

    @Test
    void aRequestTellsWhereItComesFrom() {
        HttpHeaders headers = request(HttpVersion.HTTP_1_1, new DefaultHttpHeaders());

        assertEquals("1.1 proxy", headers.get("Via"));
        assertEquals("10.0.0.1", headers.get("X-Forwarded-For"));
        assertEquals("client.example", headers.get("X-Forwarded-Host"));
        assertEquals("http", headers.get("X-Forwarded-Proto"));
        assertEquals("proxy", headers.get("X-Forwarded-Server"));
    }

    @Test
    void appendsToWhatEarlierProxiesSaid() {
        HttpHeaders given = new DefaultHttpHeaders()
                .add("Via", "1.0 first")
                .add("X-Forwarded-For", "192.0.2.1")
                .add("X-Forwarded-For", "192.0.2.2")
                .add("X-Forwarded-Proto", "https");

        HttpHeaders headers = request(HttpVersion.HTTP_1_0, given);

        assertEquals(List.of("1.0 first, 1.0 proxy"), headers.getAll("Via"));
        assertEquals(List.of("192.0.2.1, 192.0.2.2, 10.0.0.1"), headers.getAll("X-Forwarded-For"));
        assertEquals(List.of("http"), headers.getAll("X-Forwarded-Proto"));
    }

    @Test
    void theFramingOfARequestStays() {
        HttpHeaders chunked = new DefaultHttpHeaders().add("Transfer-Encoding", "cHunked");
        HttpHeaders counted =
                new DefaultHttpHeaders().add("Content-Length", "5").add("Connection", "Content-Length");

        assertEquals("chunked", request(HttpVersion.HTTP_1_1, chunked).get("Transfer-Encoding"));
        assertEquals("5", request(HttpVersion.HTTP_1_1, counted).get("Content-Length"));
    }

    @Test
    void anExpectationOfA10ClientIsIgnored() {
        HttpHeaders given = new DefaultHttpHeaders().add("Expect", "100-continue");

        assertFalse(request(HttpVersion.HTTP_1_0, given).contains("Expect"));
    }

    @Test
    void anAnswerTellsItsWayAndItsChild() {
        HttpHeaders headers = new DefaultHttpHeaders().add("Via", "1.0 inner").add("Transfer-Encoding", "chunked");

        new ResponseHeaders("proxy", "3-17", mapper(), new CookieMapper(List.of()), () -> 784_111_777_000L, ViaMode.ON)
                .rewrite(headers, HttpVersion.HTTP_1_0, "c");

        assertEquals("1.0 inner, 1.0 proxy", headers.get("Via"));
        assertEquals("3-17", headers.get("X-Whippletree-Child"));
        assertFalse(headers.contains("Transfer-Encoding"));
    }

    @Test
    void viaNamesTheProductInFullAndHidesOthersInARequestIfTheyAreBlocked() {
        HttpHeaders full = new DefaultHttpHeaders().add("Via", "1.0 inner");
        HttpHeaders blocked = new DefaultHttpHeaders().add("Via", "1.0 inner").add("Via", "1.1 other");

        new RequestHeaders("proxy", ViaMode.FULL).rewrite(full, HttpVersion.HTTP_1_1, "10.0.0.1", "h");
        new RequestHeaders("proxy", ViaMode.BLOCK).rewrite(blocked, HttpVersion.HTTP_1_1, "10.0.0.1", "h");

        assertEquals("1.0 inner, 1.1 proxy (Whippletree)", full.get("Via"));
        assertEquals(List.of("1.1 proxy"), blocked.getAll("Via"));
    }

    @Test
    void anAnswerTellsNoChildUnlessAsked() {
        HttpHeaders headers = new DefaultHttpHeaders();

        new ResponseHeaders("proxy", "", mapper(), new CookieMapper(List.of()), () -> 784_111_777_000L, ViaMode.ON)
                .rewrite(headers, HttpVersion.HTTP_1_1, "c");

        assertFalse(headers.contains("X-Whippletree-Child"));
    }

    @Test
    void anAnswerWithoutADateGetsOurs() {
        HttpHeaders undated = new DefaultHttpHeaders();
        HttpHeaders dated = new DefaultHttpHeaders().add("Date", "Sun, 06 Nov 1994 08:49:36 GMT");
        ResponseHeaders rules = new ResponseHeaders(
                "proxy", "", mapper(), new CookieMapper(List.of()), () -> 784_111_777_000L, ViaMode.ON);

        rules.rewrite(undated, HttpVersion.HTTP_1_1, "c");
        rules.rewrite(dated, HttpVersion.HTTP_1_1, "c");

        assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", undated.get("Date"));
        assertEquals(List.of("Sun, 06 Nov 1994 08:49:36 GMT"), dated.getAll("Date"));
    }

    @Test
    void theDateGoesOn() {
        HttpDate date = new HttpDate();

        assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", date.at(784_111_777_999L).toString());
        assertEquals("Sun, 06 Nov 1994 08:49:38 GMT", date.at(784_111_778_000L).toString());
    }

    @Test
    void anInterimAnswerHasNeitherDateNorLength() {
        HttpHeaders headers =
                new DefaultHttpHeaders().add("Content-Length", "5").add("Link", "</x>");

        new ResponseHeaders("proxy", "3-17", mapper(), new CookieMapper(List.of()), () -> 0, ViaMode.ON)
                .rewriteInterim(headers, HttpVersion.HTTP_1_1);

        assertEquals("</x>", headers.get("Link"));
        assertEquals("1.1 proxy", headers.get("Via"));
        assertEquals(2, headers.size());
    }

    @Test
    void mapsEveryFieldThatNamesALocation() {
        HttpHeaders headers = new DefaultHttpHeaders()
                .add("Location", "http://back/a/x")
                .add("Content-Location", "http://back/a/y")
                .add("URI", "http://back/a");

        new ResponseHeaders(
                        "proxy",
                        "",
                        mapper(new ReverseMapping("/front", "http://back/a")),
                        new CookieMapper(List.of()),
                        () -> 0,
                        ViaMode.ON)
                .rewrite(headers, HttpVersion.HTTP_1_1, "c:81");

        assertEquals("http://c:81/front/x", headers.get("Location"));
        assertEquals("http://c:81/front/y", headers.get("Content-Location"));
        assertEquals("http://c:81/front", headers.get("URI"));
    }

    @Test
    void mapsAtBordersOnly() {
        LocationMapper mapper = mapper(new ReverseMapping("/front", "http://back/a"));

        assertEquals("http://back/ab", mapper.map("http://back/ab", "c"));
        assertEquals("http://c/front?q", mapper.map("http://back/a?q", "c"));
        assertEquals("/front/x", mapper.map("http://back/a/x", ""));
        assertEquals("/relative", mapper.map("/relative", "c"));
    }

    @Test
    void aBalancerStandsForEachOfItsMembers() {
        LocationMapper mapper = mapper(new ReverseMapping("/front", "balancer://b/deep"));

        assertEquals("http://c/front/1", mapper.map("http://one:8080/x/deep/1", "c"));
        assertEquals("http://c/front/2", mapper.map("http://two/deep/2", "c"));
    }
}
