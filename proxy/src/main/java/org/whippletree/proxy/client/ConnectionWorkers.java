package org.whippletree.proxy.client;

import java.util.Optional;
import org.whippletree.proxy.Lease;
import org.whippletree.proxy.Workers;

/**
 * The workers, as the exchanges of one connection see them: if a filter wants a worker for the connection's whole life, all of them
 * work under that one. It is asked for when the client is accepted, or kept from the first request on whose path wants it. Owned by
 * the event loop.
 */
final class ConnectionWorkers implements Workers, Workers.Waiter {
    private final Workers workers;
    private Optional<Lease> own = Optional.empty();
    private Optional<Waiter> request = Optional.empty();
    private String address = "";
    private boolean asked;

    /** @param workers of the child */
    ConnectionWorkers(Workers workers) {
        this.workers = workers;
    }

    /**
     * Asks for a worker, for good.
     *
     * @param client its address, for the scoreboard
     */
    void reserve(String client) {
        address = client;
        asked = true;
        workers.request(this);
    }

    @Override
    public boolean brings() {
        return false;
    }

    @Override
    public void granted(Lease lease) {
        asked = false;
        own = Optional.of(lease);
        lease.describe(address, "", "", "");
        Optional<Waiter> first = request;
        request = Optional.empty();
        first.ifPresent(this::request);
    }

    /** The line is full, or was too long: the first request asks for itself. */
    @Override
    public void refused(String reason) {
        asked = false;
        Optional<Waiter> first = request;
        request = Optional.empty();
        first.ifPresent(workers::request);
    }

    @Override
    public void request(Waiter waiter) {
        if (own.isPresent()) {
            own.get().renew();
            waiter.granted(own.get());
        } else if (asked) {
            // It comes behind the connection, whose place in the line is its own.
            request = Optional.of(waiter);
        } else {
            workers.request(waiter);
        }
    }

    @Override
    public void withdraw(Waiter waiter) {
        if (request.isPresent() && request.get() == waiter) {
            request = Optional.empty();
        } else {
            workers.withdraw(waiter);
        }
    }

    /** Reserves the worker of a lease, unless there is one. */
    void keep(Lease lease) {
        if (own.isEmpty()) {
            lease.reserve();
            own = Optional.of(lease);
        }
    }

    /** The connection is over, and so is the exchange that it had in hand. */
    void leave() {
        if (asked) {
            asked = false;
            workers.withdraw(this);
        }
        Optional<Lease> last = own;
        own = Optional.empty();
        last.ifPresent(Lease::dismiss);
    }
}
