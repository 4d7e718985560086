package org.whippletree.proxy;

/** The workers of this child. Every exchange runs under one; asked and answered on the event loop. */
public interface Workers {
    /** Asks for a worker: the waiter is called at once or later, exactly once, unless it is withdrawn. */
    void request(Waiter waiter);

    /** Takes a waiter out of the queue: its client has gone. */
    void withdraw(Waiter waiter);

    /** An exchange that needs a worker. */
    interface Waiter {
        /** The worker is leased to the exchange until it is released. */
        void granted(Lease lease);

        /** There will be no worker; {@code reason} is for the log and the client. */
        void refused(String reason);
    }
}
