package org.whippletree.proxy.framing;

/** Reads the first line of a message octet by octet. */
abstract class StartLine {
    private final int limit;
    private final boolean relaxed;
    private FramingFlaw flaw;
    private int size;

    StartLine(FramingLimits limits) {
        this.limit = limits.startLine();
        this.relaxed = limits.relaxed();
    }

    /** The next octet begins a line. */
    void begin() {
        size = 0;
    }

    /** Reads on; returns the place behind the last octet taken: the line's end, a flaw, or {@code to}. */
    final int read(byte[] octets, int from, int to) {
        int at = from;
        while (at < to && flaw == null && !complete()) {
            at = step(octets, at, to);
        }
        size += at - from;
        // The end of the line is not counted, as httpd does not.
        if (size > limit + 2) {
            flaw = FramingFlaw.LINE_TOO_LONG;
        }
        return at;
    }

    /** Takes one octet or more; returns the place behind them. */
    abstract int step(byte[] octets, int at, int to);

    /** Whether nothing of the message has come; empty lines before a request are nothing. */
    abstract boolean unbegun();

    abstract boolean complete();

    /** Whether the message is of HTTP/1.0. */
    abstract boolean http10();

    final FramingFlaw flaw() {
        return flaw;
    }

    final int fail(FramingFlaw found, int at) {
        flaw = found;
        return at;
    }

    /** Whether the octet ends a line without a CR before it, and may. */
    final boolean bareLineFeed(byte octet) {
        return relaxed && octet == Octets.LF;
    }
}
