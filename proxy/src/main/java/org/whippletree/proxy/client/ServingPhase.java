package org.whippletree.proxy.client;

/** What a child does with its clients. */
public enum ServingPhase {
    /** Connections are kept. */
    SERVING,
    /** Each answer asks its client to connect elsewhere; idle clients are kept until their timeout, so that none is cut. */
    DRAINING,
    /** Idle clients are closed, requests in flight are answered. */
    STOPPING
}
