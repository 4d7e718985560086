package org.whippletree.proxy.chain;

import java.nio.ByteBuffer;
import java.util.Deque;
import org.whippletree.config.process.MemoryExhausted;
import org.whippletree.proxy.filter.BodyFilter;

/** Calls of one filter, as many as its input and the room behind it allow; on whichever thread they are made. */
final class StageRun {
    private final BodyFilter filter;
    private final Deque<ByteBuffer> input;
    private final Then then;
    private final StageOutput output;
    private boolean ended;
    private boolean flushed;
    private Throwable failure;

    /** What follows when all pieces have been taken. */
    enum Then {
        /** More pieces. */
        NOTHING,
        /** A pause. */
        FLUSH,
        /** The end of the body. */
        END
    }

    /**
     * @param input pieces that the run may take; what it leaves is the caller's again
     * @param then what follows them
     */
    StageRun(BodyFilter filter, Deque<ByteBuffer> input, Then then, StageOutput output) {
        this.filter = filter;
        this.input = input;
        this.then = then;
        this.output = output;
    }

    /** Makes the calls; what a filter throws is kept. */
    void run() {
        try {
            calls();
        } catch (Exception | LinkageError | StackOverflowError | AssertionError thrown) {
            failure = thrown;
        } catch (Error fatal) {
            MemoryExhausted.endProcessIfCauseOf(fatal);
            failure = fatal;
        }
    }

    private void calls() throws Exception {
        while (!input.isEmpty() && output.room() > 0) {
            ByteBuffer piece = input.peek();
            int bytesBefore = piece.remaining();
            int written = output.length();
            output.nextCall();
            filter.take(piece, output);
            if (!piece.hasRemaining()) {
                input.poll();
            } else if (piece.remaining() == bytesBefore) {
                checkProgress(written);
            }
        }
        while (then == Then.FLUSH && input.isEmpty() && !flushed && output.room() > 0) {
            int written = output.length();
            output.nextCall();
            flushed = filter.flush(output);
            if (!flushed) {
                checkProgress(written);
            }
        }
        while (then == Then.END && input.isEmpty() && !ended && output.room() > 0) {
            int written = output.length();
            output.nextCall();
            ended = filter.end(output);
            if (!ended) {
                checkProgress(written);
            }
        }
    }

    private void checkProgress(int written) {
        if (output.length() == written) {
            throw new IllegalStateException("the filter takes nothing and writes nothing, though there is room");
        }
    }

    /** Whether the filter has written all that it will. */
    boolean ended() {
        return ended;
    }

    /** Whether nothing of what came before a pause is held back any more. */
    boolean flushed() {
        return flushed;
    }

    /** Whether there was a pause, and not enough room. */
    boolean flushLeft() {
        return then == Then.FLUSH && !flushed;
    }

    /** The pieces that the filter has not taken, or not whole. */
    Deque<ByteBuffer> left() {
        return input;
    }

    ByteBuffer written() {
        return output.written();
    }

    /** What the filter has thrown; null if nothing. */
    Throwable failure() {
        return failure;
    }
}
