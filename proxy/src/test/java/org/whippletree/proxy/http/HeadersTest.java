package org.whippletree.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.BalancerMethod;
import org.whippletree.config.ForwardedFields;
import org.whippletree.config.IdentityRules;
import org.whippletree.config.ProxyProtocolRules;
import org.whippletree.config.RemoteIpRules;
import org.whippletree.config.ReverseMapping;
import org.whippletree.config.ViaMode;
import org.whippletree.proxy.identity.ClientIdentity;

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

    private static final ClientIdentity STRANGER = new ClientIdentity("10.0.0.1", 4711, "10.0.0.1", false);
    private static final ClientIdentity PROXIED = new ClientIdentity("2001:db8::1", 0, "10.0.0.1", true);
    private static final ForwardedFields BOTH = new ForwardedFields(true, true);

    private static HttpHeaders request(HttpVersion version, HttpHeaders headers) {
        return request(version, headers, STRANGER, ForwardedFields.usual());
    }

    private static HttpHeaders request(
            HttpVersion version, HttpHeaders headers, ClientIdentity client, ForwardedFields fields) {
        RemoteIpRules remoteIp = new RemoteIpRules("X-Real-IP", "X-By", List.of());
        RequestHeaders rules =
                new RequestHeaders("proxy", new IdentityRules(remoteIp, ProxyProtocolRules.off(), fields), ViaMode.ON);
        rules.vouch(headers, client);
        rules.rewrite(headers, version, client, "client.example");
        return headers;
    }

    private static Set<String> names(HttpHeaders headers) {
        return headers.names().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static HttpHeaders told() {
        return new DefaultHttpHeaders()
                .add("Via", "1.0 first")
                .add("Forwarded", "for=192.0.2.1;proto=https")
                .add("X-Forwarded-For", "192.0.2.1")
                .add("X-Forwarded-For", "192.0.2.2")
                .add("X-Forwarded-Host", "outer.example")
                .add("X-Forwarded-Server", "first")
                .add("X-Forwarded-Proto", "https")
                .add("X-Forwarded-Port", "443")
                .add("X-Forwarded-Prefix", "/a")
                .add("X-Forwarded-Ssl", "on")
                .add("X-Real-IP", "192.0.2.3")
                .add("X-By", "192.0.2.4");
    }

    @Test
    void aRequestTellsWhereItComesFrom() {
        HttpHeaders headers = request(HttpVersion.HTTP_1_1, new DefaultHttpHeaders());

        assertEquals("1.1 proxy", headers.get("Via"));
        assertEquals("10.0.0.1", headers.get("X-Forwarded-For"));
        assertEquals("client.example", headers.get("X-Forwarded-Host"));
        assertEquals("http", headers.get("X-Forwarded-Proto"));
        assertEquals("proxy", headers.get("X-Forwarded-Server"));
        assertFalse(headers.contains("Forwarded"));
    }

    @Test
    void appendsToWhatTrustedProxiesSaid() {
        HttpHeaders headers = request(HttpVersion.HTTP_1_0, told(), PROXIED, BOTH);

        assertEquals(List.of("1.0 first, 1.0 proxy"), headers.getAll("Via"));
        assertEquals(List.of("192.0.2.1, 192.0.2.2, 2001:db8::1"), headers.getAll("X-Forwarded-For"));
        assertEquals(List.of("outer.example, client.example"), headers.getAll("X-Forwarded-Host"));
        assertEquals(List.of("first, proxy"), headers.getAll("X-Forwarded-Server"));
        assertEquals(List.of("https"), headers.getAll("X-Forwarded-Proto"));
        assertEquals(
                List.of("for=192.0.2.1;proto=https, for=10.0.0.1;host=client.example;proto=http"),
                headers.getAll("Forwarded"));
        assertEquals("443", headers.get("X-Forwarded-Port"));
        assertEquals("192.0.2.3", headers.get("X-Real-IP"));
    }

    @Test
    void replacesWhatAStrangerSaid() {
        HttpHeaders headers = request(HttpVersion.HTTP_1_1, told(), STRANGER, BOTH);

        assertEquals(List.of("10.0.0.1"), headers.getAll("X-Forwarded-For"));
        assertEquals(List.of("client.example"), headers.getAll("X-Forwarded-Host"));
        assertEquals(List.of("proxy"), headers.getAll("X-Forwarded-Server"));
        assertEquals(List.of("http"), headers.getAll("X-Forwarded-Proto"));
        assertEquals(List.of("for=10.0.0.1;host=client.example;proto=http"), headers.getAll("Forwarded"));
        assertEquals(
                Set.of(
                        "via",
                        "forwarded",
                        "x-forwarded-for",
                        "x-forwarded-host",
                        "x-forwarded-proto",
                        "x-forwarded-server"),
                names(headers));
    }

    @Test
    void saysNothingOfTheClientIfTold() {
        ForwardedFields none = new ForwardedFields(false, false);

        assertEquals(Set.of("via"), names(request(HttpVersion.HTTP_1_1, told(), STRANGER, none)));
        HttpHeaders passed = request(HttpVersion.HTTP_1_1, told(), PROXIED, none);
        assertEquals(List.of("192.0.2.1", "192.0.2.2"), passed.getAll("X-Forwarded-For"));
        assertEquals(names(told()), names(passed));
    }

    @Test
    void namesTheClientInForwardedWhereNoProxyHasDoneSo() {
        HttpHeaders given = new DefaultHttpHeaders().add("X-Forwarded-Proto", "https");

        assertEquals(
                "for=\"[2001:db8::1]\";host=client.example;proto=https",
                request(HttpVersion.HTTP_1_1, given, PROXIED, BOTH).get("Forwarded"));
    }

    @Test
    void quotesInForwardedWhatIsNoToken() {
        HttpHeaders none = new DefaultHttpHeaders();

        assertEquals(
                "for=unknown;host=\"h:8080\";proto=http",
                Forwarded.element(none, ClientIdentity.UNKNOWN, "h:8080", "http"));
        assertEquals("for=10.0.0.1;host=\"[::1]\";proto=http", Forwarded.element(none, STRANGER, "[::1]", "http"));
        assertEquals("for=10.0.0.1;proto=http", Forwarded.element(none, STRANGER, "", "http"));
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

        new RequestHeaders("proxy", IdentityRules.usual(), ViaMode.FULL)
                .rewrite(full, HttpVersion.HTTP_1_1, STRANGER, "h");
        new RequestHeaders("proxy", IdentityRules.usual(), ViaMode.BLOCK)
                .rewrite(blocked, HttpVersion.HTTP_1_1, STRANGER, "h");

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
