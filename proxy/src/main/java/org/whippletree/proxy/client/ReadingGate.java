package org.whippletree.proxy.client;

import io.netty.channel.Channel;
import org.whippletree.proxy.framing.RequestGuard;
import org.whippletree.proxy.socket.HalfCloseGuard;

/** Whether a client's socket is read: not while its body is not wanted or a later request waits. Owned by the event loop. */
final class ReadingGate {
    private final Channel channel;
    private final RequestGuard guard;
    private final EarlyMessages early;
    private boolean bodyWanted = true;

    ReadingGate(Channel channel, RequestGuard guard, EarlyMessages early) {
        this.channel = channel;
        this.guard = guard;
        this.early = early;
    }

    /** Whether the body of the request in hand is wanted; answers whether that is news. */
    boolean wantBody(boolean on) {
        boolean news = on != bodyWanted;
        bodyWanted = on;
        return news;
    }

    /** Reads on, or leaves what comes in the kernel's buffer. */
    void update(ClientState state) {
        if (state != ClientState.CLOSING && state != ClientState.CLOSED && !HalfCloseGuard.inputEnded(channel)) {
            channel.config().setAutoRead(bodyWanted && early.isEmpty() && !guard.holdsOctets());
        }
    }
}
