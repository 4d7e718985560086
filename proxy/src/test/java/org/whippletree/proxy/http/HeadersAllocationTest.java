package org.whippletree.proxy.http;

import static org.whippletree.testkit.Allocations.assertAtMost;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.config.IdentityRules;
import org.whippletree.config.ViaMode;
import org.whippletree.proxy.identity.ClientIdentity;

/** A field that is added is an object of Netty's, of {@link #FIELD} bytes. */
class HeadersAllocationTest {
    private static final int FIELD = 40;
    private static final int ITERATOR = 32;

    private static final ClientIdentity CLIENT = new ClientIdentity("10.0.0.1", 4711, "10.0.0.1", false);

    private final HttpHeaders headers = new DefaultHttpHeaders();
    private final RequestHeaders ofRequests = new RequestHeaders("proxy", IdentityRules.usual(), ViaMode.ON);
    private final ResponseHeaders ofAnswers = new ResponseHeaders(
            "proxy",
            "",
            new LocationMapper(List.of(), List.of()),
            new CookieMapper(List.of()),
            () -> 1_000,
            ViaMode.ON);

    private void request() {
        headers.clear()
                .set("Host", "client.example")
                .set("User-Agent", "curl/8.14.1")
                .set("Accept", "*/*")
                .set("Cookie", "a=b; c=d");
    }

    private void answer() {
        headers.clear()
                .set("Content-Type", "text/plain")
                .set("Content-Length", "5")
                .set("ETag", "\"a\"");
    }

    private void rewriteRequest() {
        ofRequests.vouch(headers, CLIENT);
        ofRequests.rewrite(headers, HttpVersion.HTTP_1_1, CLIENT, "client.example");
    }

    @Test
    void aRewrittenRequestAllocatesTheFieldsThatComeAndOneIterator() {
        assertAtMost(5 * FIELD + ITERATOR, this::request, () -> {
            request();
            rewriteRequest();
        });
    }

    @Test
    void aHeadIsWrittenWithAnIteratorAndTheOctetsOfEachText() {
        HeadLines lines = new HeadLines();
        HttpHeaders head = new DefaultHttpHeaders()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain")
                .set(HttpHeaderNames.CONTENT_LENGTH, "5")
                .set(HttpHeaderNames.VIA, AsciiString.of("1.1 proxy"));
        ByteBuf target = Unpooled.buffer(1024);

        assertAtMost(80, () -> lines.write(head, target.clear()));
    }

    @Test
    void aRewrittenAnswerAllocatesTheFieldsThatComeAndNothingElse() {
        assertAtMost(2 * FIELD, this::answer, () -> {
            answer();
            ofAnswers.rewrite(headers, HttpVersion.HTTP_1_1, "client.example");
        });
    }

    @Test
    void aKnownNameIsFoundWithoutAllocating() {
        byte[] name = "Last-Modified".getBytes(StandardCharsets.US_ASCII);

        assertAtMost(0, () -> KnownTexts.NAMES.find(name, 0, name.length));
    }
}
