package org.whippletree.benchmark;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.whippletree.config.IdentityRules;
import org.whippletree.config.ViaMode;
import org.whippletree.proxy.http.CookieMapper;
import org.whippletree.proxy.http.HeadLines;
import org.whippletree.proxy.http.KnownTexts;
import org.whippletree.proxy.http.LocationMapper;
import org.whippletree.proxy.http.RequestHeaders;
import org.whippletree.proxy.http.ResponseHeaders;
import org.whippletree.proxy.identity.ClientIdentity;

/** The rewriting of heads; what the run before has added is taken out first. */
@State(Scope.Thread)
public class HeadersBenchmark {
    private static final ClientIdentity CLIENT = new ClientIdentity("10.0.0.1", 4711, "10.0.0.1", false);

    private final RequestHeaders ofRequests = new RequestHeaders("proxy", IdentityRules.usual(), ViaMode.ON);
    private final ResponseHeaders ofAnswers = new ResponseHeaders(
            "proxy",
            "",
            new LocationMapper(List.of(), List.of()),
            new CookieMapper(List.of()),
            () -> 1_000,
            ViaMode.ON);
    private final HttpHeaders request = new DefaultHttpHeaders()
            .set("Host", "client.example")
            .set("User-Agent", "curl/8.14.1")
            .set("Accept", "*/*")
            .set("Cookie", "a=b; c=d");
    private final HttpHeaders answer = new DefaultHttpHeaders()
            .set("Content-Type", "text/plain")
            .set("Content-Length", "5")
            .set("ETag", "\"a\"");

    private final HttpHeaders head = new DefaultHttpHeaders()
            .set(HttpHeaderNames.CONTENT_TYPE, "text/plain")
            .set(HttpHeaderNames.CONTENT_LENGTH, "5")
            .set(HttpHeaderNames.VIA, AsciiString.of("1.1 proxy"));
    private final HeadLines lines = new HeadLines();
    private final ByteBuf octets = Unpooled.buffer(1024);
    private final byte[] name = "Last-Modified".getBytes(StandardCharsets.US_ASCII);

    @Benchmark
    public void rewrittenRequest() {
        request.remove("Via");
        ofRequests.vouch(request, CLIENT);
        ofRequests.rewrite(request, HttpVersion.HTTP_1_1, CLIENT, "client.example");
    }

    @Benchmark
    public void rewrittenAnswer() {
        answer.remove("Via").remove("Date");
        ofAnswers.rewrite(answer, HttpVersion.HTTP_1_1, "client.example");
    }

    @Benchmark
    public void writtenHead() {
        octets.clear();
        lines.write(head, octets);
    }

    @Benchmark
    public AsciiString knownName() {
        return KnownTexts.NAMES.text(name, 0, name.length);
    }
}
