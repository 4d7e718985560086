package org.whippletree.proxy.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import org.whippletree.proxy.time.Deadlines;
import org.whippletree.proxy.time.Timer;
import org.whippletree.proxy.upstream.AnswerReceiver;
import org.whippletree.proxy.upstream.UpstreamConnection;

/**
 * Reads the rest of an answer that nobody gets, so that its connection can be used again: a short one within the backend's timeout;
 * else the connection is closed. Owned by the event loop.
 */
final class DiscardedAnswer implements AnswerReceiver {
    /** More is not worth reading to save a connection. */
    private static final int MOST_BYTES = 65_536;

    private final UpstreamConnection connection;
    private final Timer timer;
    private int bytes;

    private DiscardedAnswer(UpstreamConnection connection, Deadlines deadlines) {
        this.connection = connection;
        this.timer = deadlines.timer(this::giveUp);
    }

    /** Takes the place of whoever has had the head of the answer. */
    static void of(UpstreamConnection connection, Deadlines deadlines) {
        DiscardedAnswer discarded = new DiscardedAnswer(connection, deadlines);
        discarded.timer.start(connection.timeout());
        connection.passTo(discarded);
    }

    private void giveUp() {
        connection.abandon();
    }

    @Override
    public void answerHead(HttpResponse head) {
        timer.stop();
        giveUp();
    }

    @Override
    public void answerBody(HttpContent content) {
        bytes += content.content().readableBytes();
        boolean last = content instanceof LastHttpContent;
        content.release();
        if (last || bytes > MOST_BYTES) {
            timer.stop();
            if (last && connection.clean()) {
                connection.giveBack();
            } else {
                giveUp();
            }
        }
    }

    @Override
    public void answerReadComplete() {}

    @Override
    public void answerBroken(String reason) {
        timer.stop();
        giveUp();
    }

    @Override
    public void upstreamLost(String reason) {
        timer.stop();
    }

    @Override
    public void upstreamWritabilityChanged() {}
}
