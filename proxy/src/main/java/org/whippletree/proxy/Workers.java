package org.whippletree.proxy;

/** The workers of this child. Every exchange runs under one; asked and answered on the event loop. */
public interface Workers {
    /** Asks for a worker: the waiter is called at once or later, exactly once, unless it is withdrawn. */
    void request(Waiter waiter);

    /** Takes a waiter out of the queue: its client has gone. */
    void withdraw(Waiter waiter);

    /** An exchange that needs a worker, or a connection that will need one all its life. */
    interface Waiter {
        /** Whether the worker gets a request at once; else it is reserved, and counts none until it is {@link Lease#renew renewed}. */
        default boolean brings() {
            return true;
        }

        /** The worker is leased to the exchange until it is released. */
        void granted(Lease lease);

        /** There will be no worker; {@code reason} is for the log and the client. */
        void refused(String reason);
    }
}
