package org.whippletree.proxy.framing;

/** Reads {@code version SP status [SP reason] CRLF} (RFC 9112, 4); many servers leave the second space away with the reason. */
final class StatusLine extends StartLine {
    private static final String VERSION_START = "HTTP/1.";
    private static final int VERSION_LENGTH = 8;
    private static final int STATUS_END = VERSION_LENGTH + 1 + 3;

    /** Where in the line the next octet stands. */
    private enum State {
        NUMBERS,
        REASON,
        LINE_FEED,
        COMPLETE
    }

    private State state = State.NUMBERS;
    private int place;
    private int status;
    private boolean http10;

    StatusLine(FramingLimits limits) {
        super(limits);
    }

    @Override
    void begin() {
        super.begin();
        become(State.NUMBERS);
        place = 0;
        status = 0;
    }

    @Override
    boolean unbegun() {
        return state == State.NUMBERS && place == 0;
    }

    @Override
    boolean complete() {
        return state == State.COMPLETE;
    }

    @Override
    boolean http10() {
        return http10;
    }

    int status() {
        return status;
    }

    @Override
    int step(byte[] octets, int at, int to) {
        return switch (state) {
            case NUMBERS -> number(octets[at], at);
            case REASON -> reason(octets, at, to);
            case LINE_FEED -> lineFeed(octets[at], at);
            case COMPLETE -> at;
        };
    }

    private int number(byte octet, int at) {
        boolean fits;
        if (place < VERSION_START.length()) {
            fits = octet == VERSION_START.charAt(place);
        } else if (place < VERSION_LENGTH) {
            http10 = octet == '0';
            fits = http10 || octet == '1';
        } else if (place == VERSION_LENGTH) {
            fits = octet == Octets.SPACE;
        } else if (place < STATUS_END) {
            status = status * 10 + (octet - '0');
            fits = Octets.isDigit(octet);
        } else {
            return numbersEnd(octet, at);
        }
        place++;
        return fits ? at + 1 : fail(FramingFlaw.STATUS_LINE, at);
    }

    private int numbersEnd(byte octet, int at) {
        if (status < 100 || status > 599) {
            return fail(FramingFlaw.STATUS_LINE, at);
        }
        if (octet == Octets.SPACE) {
            become(State.REASON);
            return at + 1;
        }
        return lineEnd(octet, at);
    }

    private int reason(byte[] octets, int from, int to) {
        int at = from;
        while (at < to && Octets.isText(octets[at])) {
            at++;
        }
        return at == to ? at : lineEnd(octets[at], at);
    }

    private int lineEnd(byte octet, int at) {
        if (octet == Octets.CR) {
            become(State.LINE_FEED);
        } else if (bareLineFeed(octet)) {
            become(State.COMPLETE);
        } else {
            return fail(FramingFlaw.STATUS_LINE, at);
        }
        return at + 1;
    }

    private int lineFeed(byte octet, int at) {
        if (octet != Octets.LF) {
            return fail(FramingFlaw.LINE_END, at);
        }
        become(State.COMPLETE);
        return at + 1;
    }

    private void become(State next) {
        state = next;
    }
}
