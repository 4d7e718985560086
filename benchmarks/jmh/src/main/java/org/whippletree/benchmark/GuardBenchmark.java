package org.whippletree.benchmark;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.whippletree.proxy.framing.AnswerGuard;
import org.whippletree.proxy.framing.FramingGuard;
import org.whippletree.proxy.framing.FramingLimits;

/** The guard before the decoders, with messages that come in one read. */
@State(Scope.Thread)
public class GuardBenchmark {
    private static final String FIELDS =
            "Host: h\r\nUser-Agent: curl/8.14.1\r\nAccept: */*\r\nAccept-Language: de, en;q=0.5\r\nCookie: a=b; c=d\r\n";
    private static final String CHUNKED =
            "Transfer-Encoding: chunked\r\n\r\n5;x=\"y\"\r\nhello\r\n1\r\n!\r\n0\r\nX-Sum: 1\r\n\r\n";

    private final FramingGuard guards = new FramingGuard(new FramingLimits(8_190, 65_536, false));
    private final AnswerGuard ofAnswers = guards.forAnswers();
    private final ChannelPipeline requests = behind(guards.forRequests());
    private final ChannelPipeline answers = behind(ofAnswers);
    private final ByteBuf get = octets("GET /a/b?c=d HTTP/1.1\r\n" + FIELDS + "\r\n");
    private final ByteBuf chunkedPost = octets("POST / HTTP/1.1\r\n" + FIELDS + CHUNKED);
    private final ByteBuf ok = octets("HTTP/1.1 200 OK\r\n" + FIELDS + "Content-Length: 5\r\n\r\nhello");
    private final ByteBuf chunkedOk = octets("HTTP/1.1 200 OK\r\n" + FIELDS + CHUNKED);

    /** Takes what a guard has let pass; it is the same buffer in each run. */
    private static final class Sink extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {}
    }

    private static ChannelPipeline behind(ChannelHandler guard) {
        return new EmbeddedChannel(guard, new Sink()).pipeline();
    }

    private static ByteBuf octets(String text) {
        return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void pass(ChannelPipeline pipeline, ByteBuf octets) {
        pipeline.fireChannelRead(octets.setIndex(0, octets.capacity()));
    }

    @Benchmark
    public void request() {
        pass(requests, get);
    }

    @Benchmark
    public void chunkedRequest() {
        pass(requests, chunkedPost);
    }

    @Benchmark
    public void answer() {
        ofAnswers.expectAnswer(false);
        pass(answers, ok);
    }

    @Benchmark
    public void chunkedAnswer() {
        ofAnswers.expectAnswer(false);
        pass(answers, chunkedOk);
    }
}
