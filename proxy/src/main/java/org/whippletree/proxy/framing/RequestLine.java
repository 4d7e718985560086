package org.whippletree.proxy.framing;

/** Reads {@code method SP target SP version CRLF}, and a few empty lines before it (RFC 9112, 2.2 and 3). */
final class RequestLine extends StartLine {
    private static final String VERSION_START = "HTTP/";
    private static final int VERSION_LENGTH = 8;

    /** Empty lines before a request: old clients send one behind a body. */
    private static final int MAX_LEADING = 8;

    /** Where in the line the next octet stands. */
    private enum State {
        LEADING,
        LEADING_LINE_FEED,
        METHOD,
        TARGET,
        VERSION,
        LINE_FEED,
        COMPLETE
    }

    private State state = State.LEADING;
    private int partLength;
    private boolean http1;
    private boolean minor0;
    private boolean minor1;

    RequestLine(FramingLimits limits) {
        super(limits);
    }

    @Override
    void begin() {
        super.begin();
        become(State.LEADING);
        partLength = 0;
    }

    @Override
    boolean unbegun() {
        return state == State.LEADING || state == State.LEADING_LINE_FEED;
    }

    @Override
    boolean complete() {
        return state == State.COMPLETE;
    }

    @Override
    boolean http10() {
        return minor0;
    }

    @Override
    int step(byte[] octets, int at, int to) {
        return switch (state) {
            case LEADING -> leading(octets[at], at);
            case LEADING_LINE_FEED -> lineFeed(octets[at], at, State.LEADING);
            case METHOD -> method(octets, at, to);
            case TARGET -> target(octets, at, to);
            case VERSION -> version(octets[at], at);
            case LINE_FEED -> lineFeed(octets[at], at, State.COMPLETE);
            case COMPLETE -> at;
        };
    }

    private int leading(byte octet, int at) {
        if (octet == Octets.CR || bareLineFeed(octet)) {
            if (++partLength > MAX_LEADING) {
                return fail(FramingFlaw.METHOD, at);
            }
            become(octet == Octets.CR ? State.LEADING_LINE_FEED : State.LEADING);
            return at + 1;
        }
        partLength = 0;
        become(State.METHOD);
        return at;
    }

    private int method(byte[] octets, int from, int to) {
        int at = from;
        while (at < to && Octets.isToken(octets[at])) {
            at++;
        }
        partLength += at - from;
        if (at == to) {
            return at;
        }
        return octets[at] == Octets.SPACE && partLength > 0 ? next(State.TARGET, at) : fail(FramingFlaw.METHOD, at);
    }

    private int target(byte[] octets, int from, int to) {
        int at = from;
        while (at < to && Octets.isTarget(octets[at])) {
            at++;
        }
        partLength += at - from;
        if (at == to) {
            return at;
        }
        if (octets[at] == Octets.SPACE && partLength > 0) {
            return next(State.VERSION, at);
        }
        boolean lineEnds = octets[at] == Octets.CR || octets[at] == Octets.LF;
        return fail(lineEnds ? FramingFlaw.VERSION_SYNTAX : FramingFlaw.TARGET, at);
    }

    private int version(byte octet, int at) {
        if (partLength == VERSION_LENGTH) {
            return versionEnd(octet, at);
        }
        boolean fits = partLength < VERSION_START.length()
                ? octet == VERSION_START.charAt(partLength)
                : partLength == VERSION_START.length() + 1 ? octet == '.' : Octets.isDigit(octet);
        if (!fits) {
            return fail(FramingFlaw.VERSION_SYNTAX, at);
        }
        if (partLength == VERSION_START.length()) {
            http1 = octet == '1';
        }
        minor0 = octet == '0';
        minor1 = octet == '1';
        partLength++;
        return at + 1;
    }

    private int versionEnd(byte octet, int at) {
        boolean bare = bareLineFeed(octet);
        if (octet != Octets.CR && !bare) {
            return fail(octet == Octets.LF ? FramingFlaw.LINE_END : FramingFlaw.VERSION_SYNTAX, at);
        }
        if (!http1 || (!minor0 && !minor1)) {
            return fail(FramingFlaw.VERSION, at);
        }
        become(bare ? State.COMPLETE : State.LINE_FEED);
        return at + 1;
    }

    private int next(State next, int at) {
        partLength = 0;
        become(next);
        return at + 1;
    }

    private int lineFeed(byte octet, int at, State next) {
        if (octet != Octets.LF) {
            return fail(FramingFlaw.LINE_END, at);
        }
        become(next);
        return at + 1;
    }

    private void become(State next) {
        state = next;
    }
}
