package org.whippletree.proxy.framing;

/** Reads field lines up to the empty line behind them: the fields of a head, or trailers (RFC 9112, 5). */
final class FieldSection {
    /** Where in a line the next octet stands. */
    private enum State {
        LINE_BEGIN,
        NAME,
        VALUE,
        LINE_FEED,
        LAST_LINE_FEED,
        NO_COLON,
        NO_COLON_LINE_FEED,
        /** Behind a line that is to be left out. */
        DROPPED,
        COMPLETE
    }

    private final int limit;
    private final int fieldLimit;
    private final int countLimit;
    private final boolean relaxed;
    private final FramingFields framing = new FramingFields();

    private State state = State.LINE_BEGIN;
    private boolean dropsColonless;
    private FramingFlaw flaw;
    private int size;
    private int possibleNames;
    private int nameLength;
    private boolean underscored;
    private int name;
    private int count;
    /** Where in the section the octet of index 0 stands, and where the field line began. */
    private int base;

    private int lineBegin;

    /**
     * @param limit the most octets of the section
     * @param relaxed whether a bare LF ends a line, and folded lines are joined
     */
    FieldSection(int limit, boolean relaxed) {
        this(new FramingLimits(0, limit, relaxed));
    }

    /** Of a head. */
    FieldSection(FramingLimits limits) {
        this.limit = limits.fields();
        this.fieldLimit = limits.field();
        this.countLimit = limits.count();
        this.relaxed = limits.relaxed();
    }

    void begin() {
        become(State.LINE_BEGIN);
        framing.reset();
        size = 0;
        count = 0;
        name = 0;
        nameLength = 0;
    }

    /** Whether lines without a colon are left out, which otherwise are a flaw. */
    void dropColonless(boolean on) {
        dropsColonless = on;
    }

    /** Whether it has stopped behind a line that is to be left out; goes on with {@link #resume}. */
    boolean dropped() {
        return state == State.DROPPED;
    }

    void resume() {
        nameLength = 0;
        become(State.LINE_BEGIN);
    }

    boolean complete() {
        return state == State.COMPLETE;
    }

    FramingFlaw flaw() {
        return flaw;
    }

    /** Whether a name in this section, or in one read before, has an underscore. */
    boolean underscored() {
        return underscored;
    }

    FramingFields framing() {
        return framing;
    }

    /** Reads on; returns the place behind the last octet taken: the section's end, that of a line that is left out, a flaw, or {@code to}. */
    int read(byte[] octets, int from, int to) {
        int at = from;
        base = size - from;
        while (at < to && flaw == null && state != State.COMPLETE && state != State.DROPPED) {
            at = switch (state) {
                case LINE_BEGIN -> lineBegin(octets[at], at);
                case NAME -> name(octets, at, to);
                case VALUE -> name == 0 ? value(octets, at, to) : framingValue(octets, at, to);
                case LINE_FEED -> lineFeed(octets[at], at, State.LINE_BEGIN);
                case LAST_LINE_FEED -> lineFeed(octets[at], at, State.COMPLETE);
                case NO_COLON -> noColon(octets, at, to);
                case NO_COLON_LINE_FEED -> lineFeed(octets[at], at, State.DROPPED);
                case COMPLETE, DROPPED -> at;
            };
        }
        size += at - from;
        if (flaw == null && inLine() && tooLong(at)) {
            flaw = FramingFlaw.FIELD_TOO_LONG;
        }
        if (size > limit) {
            flaw = FramingFlaw.FIELDS_TOO_LONG;
        }
        return at;
    }

    private boolean inLine() {
        return state == State.NAME || state == State.VALUE || state == State.NO_COLON;
    }

    private int lineBegin(byte octet, int at) {
        if (Octets.isBlank(octet)) {
            // A fold needs a line that it continues.
            if (!relaxed || nameLength == 0) {
                return fail(FramingFlaw.FOLD, at);
            }
            become(State.VALUE);
            return at;
        }
        if (name != 0) {
            framing.endValue(name);
            name = 0;
        }
        if (octet == Octets.CR) {
            become(State.LAST_LINE_FEED);
            return at + 1;
        }
        if (octet == Octets.LF) {
            return bareLineFeed(at, State.COMPLETE);
        }
        count++;
        if (count > countLimit) {
            return fail(FramingFlaw.TOO_MANY_FIELDS, at);
        }
        lineBegin = base + at;
        nameLength = 0;
        possibleNames = FramingName.ANY;
        become(State.NAME);
        return at;
    }

    private int name(byte[] octets, int from, int to) {
        int at = from;
        for (; at < to && Octets.isToken(octets[at]); at++) {
            if (possibleNames != 0) {
                possibleNames = FramingName.narrowed(possibleNames, nameLength, octets[at]);
            }
            underscored |= octets[at] == '_';
            nameLength++;
        }
        if (at == to) {
            return at;
        }
        if (octets[at] != ':' && dropsColonless) {
            become(State.NO_COLON);
            return at;
        }
        if (octets[at] != ':' || nameLength == 0) {
            return fail(FramingFlaw.FIELD_NAME, at);
        }
        name = FramingName.ended(possibleNames, nameLength);
        if (name != 0) {
            framing.beginValue(name);
        }
        become(State.VALUE);
        return at + 1;
    }

    /** A colon behind what is no name could make a field of the line for another parser. */
    private int noColon(byte[] octets, int from, int to) {
        int at = from;
        while (at < to && Octets.isText(octets[at]) && octets[at] != ':') {
            at++;
        }
        if (at == to) {
            return at;
        }
        if (tooLong(at)) {
            return fail(FramingFlaw.FIELD_TOO_LONG, at);
        }
        return switch (octets[at]) {
            case Octets.CR -> {
                become(State.NO_COLON_LINE_FEED);
                yield at + 1;
            }
            case Octets.LF -> bareLineFeed(at, State.DROPPED);
            default -> fail(FramingFlaw.FIELD_NAME, at);
        };
    }

    private int value(byte[] octets, int from, int to) {
        int at = from;
        while (at < to && Octets.isText(octets[at])) {
            at++;
        }
        return at == to ? at : valueEnd(octets[at], at);
    }

    private int framingValue(byte[] octets, int from, int to) {
        int at = from;
        for (; at < to && Octets.isText(octets[at]); at++) {
            framing.octet(name, octets[at]);
        }
        return at == to ? at : valueEnd(octets[at], at);
    }

    private boolean tooLong(int at) {
        return base + at - lineBegin > fieldLimit;
    }

    private int valueEnd(byte octet, int at) {
        if (tooLong(at)) {
            return fail(FramingFlaw.FIELD_TOO_LONG, at);
        }
        if (octet == Octets.CR) {
            become(State.LINE_FEED);
            return at + 1;
        }
        return octet == Octets.LF ? bareLineFeed(at, State.LINE_BEGIN) : fail(FramingFlaw.FIELD_VALUE, at);
    }

    private int bareLineFeed(int at, State next) {
        if (!relaxed) {
            return fail(FramingFlaw.LINE_END, at);
        }
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

    private int fail(FramingFlaw found, int at) {
        flaw = found;
        return at;
    }

    private void become(State next) {
        state = next;
    }
}
