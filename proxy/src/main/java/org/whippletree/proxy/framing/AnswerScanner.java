package org.whippletree.proxy.framing;

/** Follows the answers to one request: interim ones and the final one. It stops behind the final one, and behind a 101. */
final class AnswerScanner extends MessageScanner {
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final StatusLine line;
    private boolean answersHead;

    AnswerScanner(byte[] window, FramingLimits limits) {
        this(window, limits, new StatusLine(limits));
    }

    private AnswerScanner(byte[] window, FramingLimits limits, StatusLine line) {
        super(window, line, limits);
        this.line = line;
    }

    /** The next octets answer a request. */
    void begin(boolean toHead) {
        answersHead = toHead;
        begin();
    }

    /** Whether what has just been read is a 101. */
    boolean switching() {
        return line.status() == SWITCHING_PROTOCOLS;
    }

    /** RFC 9112, 6.3. */
    @Override
    Body body(FramingFields framing) {
        int status = line.status();
        if (answersHead || status < OK || status == NO_CONTENT || status == NOT_MODIFIED) {
            return Body.NONE;
        }
        if (framing.chunked()) {
            return Body.CHUNKED;
        }
        return framing.counted() ? Body.COUNTED : Body.UNTIL_CLOSE;
    }

    @Override
    void completed(FramingFields framing) {
        if (line.status() < OK && !switching()) {
            begin();
        }
    }
}
