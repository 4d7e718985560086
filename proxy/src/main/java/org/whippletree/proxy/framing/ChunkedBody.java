package org.whippletree.proxy.framing;

/** Reads the lines of a chunked body: sizes, extensions, the ends of the data, trailers (RFC 9112, 7.1). The data is skipped. */
final class ChunkedBody {
    /** Signed chunks of large uploads need about a hundred octets. */
    static final int MAX_LINE = 1_024;

    /** Fifteen digits fit a long; leading zeros count. */
    private static final int MAX_DIGITS = 15;

    /** Where in the body the next octet stands. */
    private enum State {
        SIZE,
        EXTENSION_NAME,
        EXTENSION_VALUE,
        UNQUOTED,
        QUOTED,
        QUOTED_PAIR,
        QUOTED_END,
        SIZE_LINE_FEED,
        DATA,
        DATA_END,
        DATA_LINE_FEED,
        TRAILERS
    }

    private final FieldSection trailers;

    private State state = State.SIZE;
    private FramingFlaw flaw;
    private long size;
    private int digits;
    private int lineLength;

    /**
     * @param trailersLimit the most octets of trailers
     */
    ChunkedBody(int trailersLimit) {
        this.trailers = new FieldSection(trailersLimit, false);
    }

    void begin() {
        beginLine();
        trailers.begin();
    }

    private void beginLine() {
        become(State.SIZE);
        size = 0;
        digits = 0;
        lineLength = 0;
    }

    boolean complete() {
        return trailers.complete();
    }

    /** Whether a name in these trailers, or in some read before, has an underscore. */
    boolean underscored() {
        return trailers.underscored();
    }

    FramingFlaw flaw() {
        return flaw != null ? flaw : trailers.flaw();
    }

    /** Octets of data that come next. */
    long dataLeft() {
        return state == State.DATA ? size : 0;
    }

    /** So many octets of data have come. */
    void skipped(long octets) {
        size -= octets;
        if (size == 0) {
            become(State.DATA_END);
        }
    }

    /** Reads on; returns the place behind the last octet taken: where data begins, the body's end, a flaw, or {@code to}. */
    int read(byte[] octets, int from, int to) {
        int at = from;
        while (at < to && flaw == null && state != State.DATA && state != State.TRAILERS) {
            step(octets[at]);
            if (flaw == null) {
                at++;
            }
        }
        return state == State.TRAILERS ? trailers.read(octets, at, to) : at;
    }

    private void step(byte octet) {
        if (++lineLength > MAX_LINE) {
            flaw = FramingFlaw.CHUNK_LINE_TOO_LONG;
            return;
        }
        switch (state) {
            case SIZE -> sizeOctet(octet);
            case EXTENSION_NAME -> nameOctet(octet);
            case EXTENSION_VALUE -> valueBegins(octet);
            case UNQUOTED -> unquotedOctet(octet);
            case QUOTED -> quotedOctet(octet);
            case QUOTED_PAIR -> text(octet, State.QUOTED);
            case QUOTED_END -> behindQuotes(octet);
            case SIZE_LINE_FEED -> expect(octet, Octets.LF, size == 0 ? State.TRAILERS : State.DATA);
            case DATA_END -> expect(octet, Octets.CR, State.DATA_LINE_FEED);
            case DATA_LINE_FEED -> dataLineFeed(octet);
            case DATA, TRAILERS -> throw new IllegalStateException("not read octet by octet: " + state);
        }
    }

    private void sizeOctet(byte octet) {
        int digit = Octets.hexDigit(octet);
        if (digit >= 0 && digits < MAX_DIGITS) {
            size = size * 16 + digit;
            digits++;
        } else if (digits > 0 && octet == Octets.CR) {
            become(State.SIZE_LINE_FEED);
        } else if (digits > 0 && octet == ';') {
            become(State.EXTENSION_NAME);
        } else {
            flaw = FramingFlaw.CHUNK_SIZE;
        }
    }

    private void nameOctet(byte octet) {
        if (octet == '=') {
            become(State.EXTENSION_VALUE);
        } else if (!Octets.isToken(octet) && !Octets.isBlank(octet)) {
            extensionEnds(octet);
        }
    }

    /** Blanks may stand before a value, and none behind one that is not quoted: the decoder takes no others. */
    private void valueBegins(byte octet) {
        if (octet == '"') {
            become(State.QUOTED);
        } else if (Octets.isToken(octet)) {
            become(State.UNQUOTED);
        } else if (!Octets.isBlank(octet)) {
            flaw = FramingFlaw.CHUNK_EXTENSION;
        }
    }

    private void unquotedOctet(byte octet) {
        if (!Octets.isToken(octet)) {
            extensionEnds(octet);
        }
    }

    private void quotedOctet(byte octet) {
        if (octet == '"') {
            become(State.QUOTED_END);
        } else {
            text(octet, octet == '\\' ? State.QUOTED_PAIR : State.QUOTED);
        }
    }

    /** A quoted value ends there: what stood right behind it would belong to neither. */
    private void behindQuotes(byte octet) {
        if (!Octets.isBlank(octet)) {
            extensionEnds(octet);
        }
    }

    private void extensionEnds(byte octet) {
        if (octet == Octets.CR) {
            become(State.SIZE_LINE_FEED);
        } else if (octet == ';') {
            become(State.EXTENSION_NAME);
        } else {
            flaw = FramingFlaw.CHUNK_EXTENSION;
        }
    }

    /** In quotes; the decoder takes ASCII only there. */
    private void text(byte octet, State next) {
        if (octet >= 0 && Octets.isText(octet)) {
            become(next);
        } else {
            flaw = FramingFlaw.CHUNK_EXTENSION;
        }
    }

    private void dataLineFeed(byte octet) {
        expect(octet, Octets.LF, State.SIZE);
        if (flaw == null) {
            beginLine();
        }
    }

    private void expect(byte octet, byte expected, State next) {
        if (octet == expected) {
            become(next);
        } else {
            flaw = state == State.SIZE_LINE_FEED ? FramingFlaw.LINE_END : FramingFlaw.CHUNK_END;
        }
    }

    private void become(State next) {
        state = next;
    }
}
