package org.whippletree.proxy.exchange;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import org.whippletree.config.FlushMode;
import org.whippletree.config.FlushRules;
import org.whippletree.proxy.http.AnswerRules;
import org.whippletree.proxy.time.Deadlines;
import org.whippletree.proxy.time.Timer;
import org.whippletree.proxy.upstream.UpstreamConnection;

/** The backend's connection that an exchange has while it has one, and what becomes of it. Owned by the event loop. */
final class LentConnection {
    private UpstreamConnection connection;
    private boolean delimited;
    private Timer pause;

    void take(UpstreamConnection lent) {
        connection = lent;
        delimited = false;
    }

    boolean held() {
        return connection != null;
    }

    /** Only while one is held. */
    UpstreamConnection get() {
        return connection;
    }

    boolean writable() {
        return connection != null && connection.writable();
    }

    /** The final head has come; from here on it is known whether the connection outlives the answer. */
    void answeredWith(HttpResponse head, HttpMethod method) {
        delimited = HttpUtil.isKeepAlive(head) && AnswerRules.delimited(head, method);
    }

    /** What has come so far goes to the client now, or with what follows. */
    void flushTo(Downstream client, Deadlines deadlines) {
        if (connection == null) {
            client.flush();
            return;
        }
        FlushRules rules = connection.flushing();
        if (rules.mode() == FlushMode.ON || !client.writable()) {
            client.flush();
        } else if (rules.mode() == FlushMode.AUTO) {
            if (pause == null) {
                pause = deadlines.timer(client::flush);
            }
            pause.start(rules.pause());
        }
    }

    /** It is another's from here on. */
    UpstreamConnection leave() {
        if (pause != null) {
            pause.stop();
        }
        UpstreamConnection left = connection;
        connection = null;
        return left;
    }

    /** The answer has ended. */
    void finish(boolean requestSent) {
        UpstreamConnection used = leave();
        if (delimited && requestSent && used.clean()) {
            used.giveBack();
        } else {
            used.abandon();
        }
    }

    /** Nobody gets the rest of the answer. */
    void discardRest(boolean requestSent, Deadlines deadlines) {
        UpstreamConnection used = leave();
        if (delimited && requestSent) {
            DiscardedAnswer.of(used, deadlines);
        } else {
            used.abandon();
        }
    }

    void abandon() {
        if (connection != null) {
            leave().abandon();
        }
    }
}
