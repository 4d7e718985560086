package org.whippletree.proxy.client;

import io.netty.handler.codec.http.HttpRequest;
import org.whippletree.config.ClientLimits;
import org.whippletree.proxy.http.RequestRules;
import org.whippletree.proxy.time.Deadlines;
import org.whippletree.proxy.time.Timer;

/** What a client's connection waits for, and how long: {@code Timeout} and its kin beside the clock of a request. Owned by the event loop. */
final class ClientTimers {
    private final RequestClock clock;
    private final Timer progress;
    private final Timer halfClose;
    private ClientLimits limits;

    /**
     * @param late nothing has come or gone for too long
     * @param gone the client's FIN is older than an answer may be awaited
     */
    ClientTimers(Deadlines deadlines, ClientLimits limits, RequestClock clock, Runnable late, Runnable gone) {
        this.limits = limits;
        this.clock = clock;
        this.progress = deadlines.timer(late);
        this.halfClose = deadlines.timer(gone);
    }

    /** A request is for a host with these limits; they hold until the next one names another. */
    void use(ClientLimits ofHost) {
        limits = ofHost;
    }

    void headBegins() {
        progress.start(limits.timeout());
        clock.headBegins();
    }

    void headComplete(HttpRequest request) {
        if (RequestRules.announcesBody(request)) {
            progress.start(limits.timeout());
            clock.bodyBegins();
        } else {
            // Its end comes with its head.
            requestComplete();
        }
    }

    void bodyComes() {
        progress.touch();
    }

    /** The client is timed only while it is the one that something is awaited from. */
    void readingBody(boolean on) {
        if (on) {
            progress.start(limits.timeout());
        } else {
            progress.stop();
        }
        clock.reading(on);
    }

    void requestComplete() {
        progress.stop();
        clock.stop();
    }

    /** The client has to take what is written. */
    void writing() {
        progress.start(limits.timeout());
    }

    /** The client takes it again. */
    void written() {
        progress.stop();
    }

    void lastIsWritten() {
        clock.stop();
        writing();
    }

    void idle() {
        halfClose.stop();
        progress.start(limits.keepAliveTimeout());
    }

    void inputEnded() {
        halfClose.start(limits.halfCloseTimeout());
    }

    void stop() {
        progress.stop();
        halfClose.stop();
        clock.stop();
    }
}
