package org.whippletree.proxy.tunnel;

import io.netty.channel.Channel;
import java.time.Duration;
import org.whippletree.proxy.time.Deadlines;
import org.whippletree.proxy.time.Timer;

/**
 * A client and a backend that speak another protocol through this proxy (RFC 9110, 7.8). Bytes pass as they come, each side is read
 * only as fast as the other takes, and a FIN is passed on behind the bytes before it. The tunnel ends when both sides have ended,
 * when one is gone, or when nothing has moved for its time. It holds no worker. Owned by the event loop.
 */
public final class Tunnel {
    private final TunnelEnd client;
    private final TunnelEnd backend;
    private final Duration idleLimit;
    private final Timer idle;

    private Tunnel(Channel client, Channel backend, Duration idleLimit, Deadlines deadlines) {
        this.client = new TunnelEnd(this, client);
        this.backend = new TunnelEnd(this, backend);
        this.idleLimit = idleLimit;
        this.idle = deadlines.timer(this::timedOut);
    }

    /**
     * Joins two connections whose pipelines hold no codec any more. The last handler of each still hears of its end, and of nothing
     * else.
     *
     * @param idleLimit how long nothing may move
     */
    public static void join(Channel client, Channel backend, Duration idleLimit, Deadlines deadlines) {
        Tunnel tunnel = new Tunnel(client, backend, idleLimit, deadlines);
        tunnel.client.install(tunnel.backend);
        tunnel.backend.install(tunnel.client);
        tunnel.moved();
        tunnel.client.start();
        tunnel.backend.start();
    }

    /** Something has moved. */
    void moved() {
        idle.start(idleLimit);
    }

    /** A side's FIN has been passed on. */
    void passedOn() {
        if (client.passedOn() && backend.passedOn()) {
            close();
        }
    }

    /** Ends what is left of both sides, behind what has been written; what a side never takes is dropped in time. */
    void close() {
        if (client.open() || backend.open()) {
            moved();
            client.close();
            backend.close();
        } else {
            idle.stop();
        }
    }

    private void timedOut() {
        client.drop();
        backend.drop();
    }
}
