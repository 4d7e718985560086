package org.whippletree.proxy.client;

/** Since when a client's connection is idle: its place among the idle ones. Owned by the event loop. */
final class IdleTime {
    final ClientConnection connection;
    IdleTime before;
    IdleTime after;
    long sinceNanos;

    IdleTime(ClientConnection connection) {
        this.connection = connection;
    }
}
