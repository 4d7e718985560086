package org.whippletree.proxy.framing;

import static org.whippletree.testkit.Allocations.assertAtMost;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GuardAllocationTest {
    private static final String FIELDS =
            "Host: h\r\nUser-Agent: curl/8.14.1\r\nAccept: */*\r\nAccept-Language: de, en;q=0.5\r\nCookie: a=b; c=d\r\n";
    private static final String CHUNKS = "5;x=\"y\"\r\nhello\r\n1\r\n!\r\n0\r\nX-Sum: 1\r\n\r\n";

    private final FramingGuard guards = new FramingGuard(new FramingLimits(8_190, 65_536, false));

    /** Takes what a guard has let pass; it is the same buffer in each run. */
    private static final class Sink extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {}
    }

    private static ByteBuf octets(String text) {
        return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Runnable passing(ChannelPipeline pipeline, String message) {
        ByteBuf octets = octets(message);
        int length = octets.writerIndex();
        return () -> pipeline.fireChannelRead(octets.setIndex(0, length));
    }

    private Runnable request(String message) {
        return passing(new EmbeddedChannel(guards.forRequests(), new Sink()).pipeline(), message);
    }

    private Runnable answer(String message) {
        AnswerGuard guard = guards.forAnswers();
        Runnable passing = passing(new EmbeddedChannel(guard, new Sink()).pipeline(), message);
        return () -> {
            guard.expectAnswer(false);
            passing.run();
        };
    }

    @Test
    void aGuardedRequestAllocatesNothing() {
        assertAtMost(0, request("GET /a/b?c=d HTTP/1.1\r\n" + FIELDS + "\r\n"));
    }

    @Test
    void aGuardedRequestWithABodyAllocatesNothing() {
        assertAtMost(0, request("POST / HTTP/1.1\r\n" + FIELDS + "Content-Length: 5\r\n\r\nhello"));
        assertAtMost(0, request("POST / HTTP/1.1\r\n" + FIELDS + "Transfer-Encoding: chunked\r\n\r\n" + CHUNKS));
    }

    @Test
    void aGuardedAnswerAllocatesNothing() {
        assertAtMost(0, answer("HTTP/1.1 304 Not Modified\r\n" + FIELDS + "\r\n"));
        assertAtMost(0, answer("HTTP/1.1 200 OK\r\n" + FIELDS + "Content-Length: 5\r\n\r\nhello"));
        assertAtMost(0, answer("HTTP/1.1 200 OK\r\n" + FIELDS + "Transfer-Encoding: chunked\r\n\r\n" + CHUNKS));
    }
}
