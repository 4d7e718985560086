package org.whippletree.proxy.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.LogItem;
import org.whippletree.config.LogValue;
import org.whippletree.proxy.identity.ClientIdentity;
import org.whippletree.proxy.notes.Election;
import org.whippletree.proxy.notes.ExchangeNotes;

class LineFormatTest {
    private static final Instant NOON = Instant.parse("2030-01-05T12:00:00.012345Z");
    private static final long START = 1_000_000_000L;
    private static final LoggedExchange.Client CLIENT = new LoggedExchange.Client(
            new ClientIdentity("10.0.0.1", 4711, "10.0.0.9", true),
            new InetSocketAddress("10.0.0.9", 4711),
            new InetSocketAddress("10.0.0.2", 80),
            3);

    private final HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/a/../b%20c?x=1");
    private final HttpResponse answer = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);

    private final ExchangeNotes notes = new ExchangeNotes();

    private static BackendConfig member() {
        Duration second = Duration.ofSeconds(1);
        return new BackendConfig("10.0.1.1", 8081, "", 1, second, second, second, 1, second, false, "");
    }

    private String line(LogItem item) {
        List<String> requestFields = LineFormat.requestFields(List.of(item));
        List<String> answerFields = LineFormat.answerFields(List.of(item));
        LoggedExchange exchange = new LoggedExchange(0, CLIENT, request, notes, requestFields, NOON, START);
        notes.elected(new Election("app", member(), "r1", "ID", "r2"));
        exchange.asking(member(), START + 1_000_000);
        exchange.asked("/b%20c?x=1", false);
        exchange.answered(answer, true, answerFields);
        exchange.body(512);
        exchange.answerEnded(START + 4_000_000);
        exchange.ended(true, 100, 700, START + 2_345_678_000L);
        return line(item, exchange);
    }

    private static String line(LogItem item, LoggedExchange exchange) {
        FieldWriters fields = new FieldWriters(
                "proxy.test",
                17,
                ZoneId.of("+02:00"),
                new FieldPlaces(
                        LineFormat.requestFields(List.of(item)),
                        LineFormat.answerFields(List.of(item)),
                        LineFormat.names(List.of(item), LogValue.REQUEST_TRAILER),
                        LineFormat.names(List.of(item), LogValue.ANSWER_TRAILER)));
        StringBuilder line = new StringBuilder();
        LineFormat.compile(List.of(item), fields).write(line, exchange);
        return line.substring(0, line.length() - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "CLIENT_ADDRESS, 10.0.0.1",
        "PEER_ADDRESS, 10.0.0.9",
        "CLIENT_PORT, 4711",
        "LOCAL_ADDRESS, 10.0.0.2",
        "LOCAL_PORT, 80",
        "KEEP_ALIVE_REQUESTS, 3",
        "BODY_BYTES, 512",
        "BODY_BYTES_OR_DASH, 512",
        "BYTES_IN, 100",
        "BYTES_OUT, 700",
        "BYTES_BOTH, 800",
        "MICROSECONDS, 2345678",
        "MILLISECONDS, 2345",
        "SECONDS, 2",
        "PROTOCOL, HTTP/1.1",
        "METHOD, GET",
        "QUERY, ?x=1",
        "PATH, /b c",
        "REQUEST_LINE, GET /a/../b%20c?x=1 HTTP/1.1",
        "STATUS, 200",
        "DASH, -",
        "CONNECTION_STATUS, +",
        "SERVER_NAME, proxy.test",
        "CLIENT_HOST, proxy.test",
        "FILE, proxy:http://10.0.1.1:8081/b%20c?x=1",
        "HANDLER, proxy-server",
        "PID, 17"
    })
    void writesEachItem(LogValue value, String text) {
        assertEquals(text, line(LogItem.of(value, "")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|[05/Jan/2030:14:00:00 +0200]",
                "%Y-%m-%dT%H:%M:%S%z|2030-01-05T14:00:00+0200",
                "%e %b %y, %a %j %I %p%%|' 5 Jan 30, Sat 005 02 PM%'",
                "%s|1893844800",
                "sec|1893844800",
                "msec|1893844800012",
                "usec|1893844800012345",
                "msec_frac|012",
                "usec_frac|012345"
            })
    void writesTimesAsStrftime(String pattern, String text) {
        assertEquals(text, line(LogItem.of(LogValue.BEGIN_TIME, pattern)));
    }

    @Test
    void writesTheTimeOfTheEnd() {
        assertEquals("1893844802358", line(LogItem.of(LogValue.END_TIME, "msec")));
    }

    @Test
    void writesWhatStrangersSentAsEscapes() {
        request.headers().set("Referer", "a\"b\\c\td\u00e9");

        assertEquals("a\\\"b\\\\c\\td\\xe9", line(LogItem.of(LogValue.REQUEST_FIELD, "Referer")));
    }

    @Test
    void keepsALineInOnePiece() {
        StringBuilder line = new StringBuilder();
        LogText.append(line, "a\r\nb\u0001\u007f");

        assertEquals("a\\r\\nb\\x01\\x7f", line.toString());
    }

    @Test
    void writesADashForAFieldThatIsNotThere() {
        assertEquals("-", line(LogItem.of(LogValue.REQUEST_FIELD, "Referer")));
        assertEquals("-", line(LogItem.of(LogValue.ANSWER_FIELD, "Location")));
        assertEquals("-", line(LogItem.of(LogValue.COOKIE, "id")));
    }

    @Test
    void joinsSeveralFieldsOfOneName() {
        answer.headers().add("Vary", "a").add("vary", "b");

        assertEquals("a, b", line(LogItem.of(LogValue.ANSWER_FIELD, "Vary")));
    }

    @Test
    void findsACookieAmongOthers() {
        request.headers().set("Cookie", "xid=0; id=7; idx=8");

        assertEquals("7", line(LogItem.of(LogValue.COOKIE, "id")));
    }

    @Test
    void writesTheHostWithoutItsPort() {
        request.headers().set("Host", "Shop.Example:8080");

        assertEquals("shop.example", line(LogItem.of(LogValue.CLIENT_HOST, "")));
    }

    @Test
    void writesNotesAndTrailers() {
        notes.note("session", "s1");
        assertEquals("s1", line(LogItem.of(LogValue.NOTE, "session")));
        assertEquals("-", line(LogItem.of(LogValue.NOTE, "other")));
        LogItem item = LogItem.of(LogValue.ANSWER_TRAILER, "X");
        LoggedExchange exchange = new LoggedExchange(0, CLIENT, request, notes, List.of(), NOON, START);
        assertEquals("-", line(item, exchange));
        exchange.answerTrailers(new DefaultHttpHeaders().set("x", "end"), List.of("x"));
        assertEquals("end", line(item, exchange));
    }

    @Test
    void writesTheThreadInBothWays() {
        long thread = Thread.currentThread().getId();

        assertEquals(String.valueOf(thread), line(LogItem.of(LogValue.THREAD, "")));
        assertEquals(Long.toHexString(thread), line(LogItem.of(LogValue.THREAD_HEX, "")));
    }

    @Test
    void writesAnItemOnlyForItsStatuses() {
        assertEquals("200", line(new LogItem(LogValue.STATUS, "", List.of(200, 304), false)));
        assertEquals("-", line(new LogItem(LogValue.STATUS, "", List.of(200, 304), true)));
        assertEquals("-", line(new LogItem(LogValue.STATUS, "", List.of(404), false)));
    }

    @ParameterizedTest
    @CsvSource({
        "BALANCER_NAME, balancer://app",
        "BALANCER_WORKER_NAME, http://10.0.1.1:8081",
        "BALANCER_WORKER_ROUTE, r1",
        "BALANCER_SESSION_STICKY, ID",
        "BALANCER_SESSION_ROUTE, r2",
        "BALANCER_ROUTE_CHANGED, 1",
        "FOO, -",
        "UPSTREAM_ATTEMPTS, 1",
        "UPSTREAM_REUSED, 0",
        "UPSTREAM_TIME, 3000"
    })
    void writesWhatTheBalancerFoundOut(String name, String text) {
        assertEquals(text, line(LogItem.of(LogValue.ENVIRONMENT, name)));
    }

    @Test
    void countsTheSecondTryOnAFreshConnection() {
        LoggedExchange exchange = new LoggedExchange(0, CLIENT, request, notes, List.of(), NOON, START);
        exchange.asking(member(), START);
        exchange.asked("/", true);
        exchange.asked("/", false);

        assertEquals("2", line(LogItem.of(LogValue.ENVIRONMENT, "UPSTREAM_ATTEMPTS"), exchange));
        assertEquals("0", line(LogItem.of(LogValue.ENVIRONMENT, "UPSTREAM_REUSED"), exchange));
    }

    @Test
    void writesDashesForAnExchangeWithoutAnAnswer() {
        LoggedExchange exchange = new LoggedExchange(0, CLIENT, request, notes, List.of(), NOON, START);
        exchange.ended(false, 0, 0, START);

        assertEquals("-", line(LogItem.of(LogValue.STATUS, ""), exchange));
        assertEquals("-", line(LogItem.of(LogValue.BODY_BYTES_OR_DASH, ""), exchange));
        assertEquals("X", line(LogItem.of(LogValue.CONNECTION_STATUS, ""), exchange));
        assertEquals("-", line(LogItem.of(LogValue.ENVIRONMENT, "UPSTREAM_TIME"), exchange));
        assertEquals("-", line(LogItem.of(LogValue.ANSWER_FIELD, "Location"), exchange));
    }
}
