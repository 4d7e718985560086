package org.whippletree.proxy.framing;

import io.netty.buffer.ByteBuf;

/**
 * Follows the messages in a connection's octets, however they are split over reads. Heads and chunk lines are looked at octet by
 * octet, in a window shared by all connections of an event loop; counted data is skipped. Allocates nothing.
 */
abstract class MessageScanner {
    /** Where in a message the next octet stands. */
    private enum Phase {
        START_LINE,
        FIELDS,
        COUNTED,
        CHUNKED,
        UNTIL_CLOSE,
        COMPLETE
    }

    /** What follows a head. */
    enum Body {
        NONE,
        COUNTED,
        CHUNKED,
        UNTIL_CLOSE
    }

    /** Most chunk lines end within it; what lies behind is looked at again as data. */
    private static final int CHUNK_LINE_WINDOW = 32;

    private final byte[] window;
    private final StartLine startLine;
    private final FieldSection fields;
    private final ChunkedBody chunks;

    private Phase phase = Phase.START_LINE;
    private FramingFlaw flaw;
    private long left;
    private int messageBegin = -1;

    MessageScanner(byte[] window, StartLine startLine, FramingLimits limits) {
        this.window = window;
        this.startLine = startLine;
        this.fields = new FieldSection(limits);
        this.chunks = new ChunkedBody(limits.fields());
    }

    /** What follows the head that has just been read. */
    abstract Body body(FramingFields framing);

    /** A message is complete: goes on to the next with {@link #begin}, or stops. */
    abstract void completed(FramingFields framing);

    /** The next octet begins a message. */
    final void begin() {
        phase = Phase.START_LINE;
        startLine.begin();
    }

    final boolean inHead() {
        return phase == Phase.START_LINE || phase == Phase.FIELDS;
    }

    final boolean complete() {
        return phase == Phase.COMPLETE;
    }

    /** Whether lines without a colon are left out of heads. */
    final void dropColonless(boolean on) {
        fields.dropColonless(on);
    }

    /** Whether it has stopped behind a line that is to be left out; goes on with {@link #resume}. */
    final boolean dropped() {
        return fields.dropped();
    }

    final void resume() {
        fields.resume();
    }

    /** What is wrong with the octets; null while nothing is. Nothing is read behind a flaw. */
    final FramingFlaw flaw() {
        return flaw;
    }

    /** Whether any field name read so far has an underscore. */
    final boolean underscored() {
        return fields.underscored() || chunks.underscored();
    }

    /** The place where the message in hand began in the octets scanned last; -1 if it began before them. */
    final int messageBegin() {
        return messageBegin;
    }

    /** Scans octets from {@code from} on; returns the place behind the last octet that belongs to the messages followed. */
    final int scan(ByteBuf in, int from) {
        int to = in.writerIndex();
        int at = from;
        messageBegin = atMessageBegin() ? from : -1;
        while (at < to && flaw == null && phase != Phase.COMPLETE && !fields.dropped()) {
            at = switch (phase) {
                case START_LINE, FIELDS -> head(in, at, to);
                case COUNTED -> counted(at, to);
                case CHUNKED -> chunked(in, at, to);
                case UNTIL_CLOSE, COMPLETE -> to;
            };
            if (atMessageBegin() && flaw == null) {
                messageBegin = at;
            }
        }
        return at;
    }

    private boolean atMessageBegin() {
        return phase == Phase.START_LINE && startLine.unbegun();
    }

    private int head(ByteBuf in, int from, int to) {
        int length = Math.min(to - from, window.length);
        in.getBytes(from, window, 0, length);
        int at = 0;
        if (phase == Phase.START_LINE) {
            at = startLine.read(window, 0, length);
            flaw = startLine.flaw();
            if (startLine.complete()) {
                fields.begin();
                become(Phase.FIELDS);
            }
        }
        if (phase == Phase.FIELDS && flaw == null) {
            at = fields.read(window, at, length);
            flaw = fields.flaw();
            if (fields.complete() && flaw == null) {
                headComplete();
            }
        }
        return from + at;
    }

    private void headComplete() {
        FramingFields framing = fields.framing();
        flaw = framing.flaw(startLine.http10());
        if (flaw != null) {
            return;
        }
        switch (body(framing)) {
            case NONE -> messageComplete();
            case COUNTED -> {
                left = framing.length();
                become(Phase.COUNTED);
                if (left == 0) {
                    messageComplete();
                }
            }
            case CHUNKED -> {
                chunks.begin();
                become(Phase.CHUNKED);
            }
            case UNTIL_CLOSE -> become(Phase.UNTIL_CLOSE);
        }
    }

    private int counted(int at, int to) {
        int taken = (int) Math.min(left, to - at);
        left -= taken;
        if (left == 0) {
            messageComplete();
        }
        return at + taken;
    }

    private int chunked(ByteBuf in, int from, int to) {
        long data = chunks.dataLeft();
        if (data > 0) {
            int skipped = (int) Math.min(data, to - from);
            chunks.skipped(skipped);
            return from + skipped;
        }
        int length = Math.min(to - from, CHUNK_LINE_WINDOW);
        in.getBytes(from, window, 0, length);
        int at = chunks.read(window, 0, length);
        flaw = chunks.flaw();
        if (chunks.complete() && flaw == null) {
            messageComplete();
        }
        return from + at;
    }

    private void messageComplete() {
        become(Phase.COMPLETE);
        completed(fields.framing());
    }

    private void become(Phase next) {
        phase = next;
    }
}
