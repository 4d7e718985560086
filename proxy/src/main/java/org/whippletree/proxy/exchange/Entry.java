package org.whippletree.proxy.exchange;

import io.netty.handler.codec.http.HttpRequest;
import org.whippletree.proxy.Lease;
import org.whippletree.proxy.Workers;

/** The first steps of an exchange: what its request is for, and a worker for it. Owned by the event loop. */
final class Entry implements Workers.Waiter {
    private final DataPath path;
    private final Downstream client;
    private final HttpRequest request;
    private final Guest guest;
    private Routing.Way way;
    private boolean waiting;

    /** The exchange. */
    interface Guest {
        /** It goes on to a backend, with a worker. */
        void admitted(Routing.Way way, Lease lease);

        /** It needs no backend. */
        void settled(Routing.Decision decision);

        /** It goes no further. */
        void fail(ProxyFailure failure, String reason);
    }

    Entry(DataPath path, Downstream client, HttpRequest request, Guest guest) {
        this.path = path;
        this.client = client;
        this.request = request;
        this.guest = guest;
    }

    /** Begins; it may be over when this returns. */
    void begin() {
        Routing.Decision decision = client.host().routing.decide(request, client);
        if (decision instanceof Routing.Denial denial) {
            guest.fail(denial.failure(), denial.reason());
        } else if (decision instanceof Routing.Way found) {
            way = found;
            waiting = true;
            path.workers.request(this);
        } else {
            guest.settled(decision);
        }
    }

    @Override
    public void granted(Lease lease) {
        waiting = false;
        guest.admitted(way, lease);
    }

    @Override
    public void refused(String reason) {
        waiting = false;
        guest.fail(ProxyFailure.NO_WORKER, reason);
    }

    /** The client has gone, or its request cannot be read. */
    void leave() {
        if (waiting) {
            waiting = false;
            path.workers.withdraw(this);
        }
    }
}
