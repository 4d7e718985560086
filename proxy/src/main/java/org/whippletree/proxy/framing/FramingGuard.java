package org.whippletree.proxy.framing;

/**
 * Makes the guards of all connections of one event loop, which share the window that heads are looked at in. Called on the loop.
 */
public final class FramingGuard {
    private static final int WINDOW = 1_024;

    private final byte[] window = new byte[WINDOW];
    private final FramingLimits limits;

    public FramingGuard(FramingLimits limits) {
        this.limits = limits;
    }

    /** For a client's connection. */
    public RequestGuard forRequests() {
        return new RequestGuard(new RequestScanner(window, limits));
    }

    /** For a connection to a backend. */
    public AnswerGuard forAnswers() {
        return new AnswerGuard(new AnswerScanner(window, limits));
    }
}
