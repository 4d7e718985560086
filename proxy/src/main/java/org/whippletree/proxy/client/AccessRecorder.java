package org.whippletree.proxy.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import org.whippletree.config.BackendConfig;
import org.whippletree.proxy.identity.ClientIdentity;
import org.whippletree.proxy.log.AccessLogs;
import org.whippletree.proxy.log.LoggedExchange;
import org.whippletree.proxy.notes.ExchangeNotes;

/**
 * Notes the exchanges of one connection for the access logs: stands between the codec and the connection, sees each answer on its
 * way out, and hands an exchange over when its last byte is with the kernel or the client has gone. Not in the pipeline if nothing
 * is logged. Owned by the event loop.
 */
final class AccessRecorder extends ChannelDuplexHandler {
    private final AccessLogs logs;
    private final ByteCount bytes;
    private LoggedExchange current;
    private int requests;
    private long bytesIn;
    private long bytesOut;

    /**
     * @param bytes counts the connection's bytes if it is in the pipeline
     */
    AccessRecorder(AccessLogs logs, ByteCount bytes) {
        this.logs = logs;
        this.bytes = bytes;
    }

    /** The exchange of this request begins; {@code host} is the number of the host that it is for. */
    void begin(Channel channel, ClientIdentity client, HttpRequest request, ExchangeNotes notes, int host) {
        current = logs.begin(
                host,
                new LoggedExchange.Client(client, channel.remoteAddress(), channel.localAddress(), requests++),
                request,
                notes);
    }

    void asking(BackendConfig member) {
        if (current != null) {
            current.asking(member, System.nanoTime());
        }
    }

    void asked(String target, boolean reused) {
        if (current != null) {
            current.asked(target, reused);
        }
    }

    /** The trailers of the request in hand have come. */
    void requestTrailers(HttpHeaders trailers) {
        if (current != null) {
            logs.requestTrailers(current, trailers);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (current == null) {
            ctx.write(message, promise);
            return;
        }
        if (message instanceof ByteBuf tunneled && current.switched()) {
            current.body(tunneled.readableBytes());
        }
        if (message instanceof HttpResponse head && endsExchange(head)) {
            boolean closes = head.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
            logs.answered(current, head, !closes && !head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS));
        }
        if (message instanceof HttpContent content && current.answered() && current.mayHaveBody()) {
            current.body(content.content().readableBytes());
        }
        if (message instanceof LastHttpContent last && current.answered() && !current.switched()) {
            logs.answerTrailers(current, last.trailingHeaders());
            LoggedExchange ended = current;
            current = null;
            ended.answerEnded(System.nanoTime());
            ctx.write(message, promise.unvoid()).addListener(written -> end(ended, written.isSuccess()));
        } else {
            ctx.write(message, promise);
        }
    }

    /** A 101 ends it too, with the tunnel behind it. */
    private static boolean endsExchange(HttpResponse head) {
        return head.status().codeClass() != HttpStatusClass.INFORMATIONAL
                || head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
    }

    private void end(LoggedExchange ended, boolean delivered) {
        long in = bytes.in();
        long out = bytes.out();
        ended.ended(delivered, in - bytesIn, out - bytesOut, System.nanoTime());
        bytesIn = in;
        bytesOut = out;
        logs.end(ended);
    }

    private void abort() {
        if (current != null) {
            LoggedExchange aborted = current;
            current = null;
            aborted.answerEnded(System.nanoTime());
            end(aborted, aborted.switched());
        }
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        abort();
        ctx.close(promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        abort();
        ctx.fireChannelInactive();
    }
}
