package org.whippletree.proxy.chain;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.whippletree.proxy.filter.BodyFilter;
import org.whippletree.proxy.filter.FilterKind;

/** One filter at work on one body, with what waits for it. Owned by the event loop; its run may be on another thread. */
final class Stage {
    /** What may wait before it: with more, what stands before it stops. */
    static final int ROOM_BYTES = 65_536;

    private final NamedFilter named;
    private final FilterKind kind;
    private final BodyFilter filter;
    private final int bufferSize;
    private final Deque<ByteBuffer> input = new ArrayDeque<>();
    private int inputBytes;
    private boolean inputEnded;
    private boolean flushes;
    private boolean ended;
    private StageRun run;
    private boolean closed;

    Stage(NamedFilter named, FilterKind kind, BodyFilter filter, int bufferSize) {
        this.named = named;
        this.kind = kind;
        this.filter = filter;
        this.bufferSize = bufferSize;
    }

    String name() {
        return named.name();
    }

    FilterKind kind() {
        return kind;
    }

    boolean computes() {
        return named.computes();
    }

    void add(ByteBuffer piece) {
        if (piece.hasRemaining()) {
            input.add(piece);
            inputBytes += piece.remaining();
            // There is more to work on together.
            flushes = false;
        }
    }

    /** Nothing more comes for now: nothing of what has come is to be held back. */
    void flush() {
        flushes = !inputEnded;
    }

    void endInput() {
        inputEnded = true;
        flushes = false;
    }

    boolean roomLeft() {
        return inputBytes < ROOM_BYTES;
    }

    boolean running() {
        return run != null;
    }

    /** Whether everything has been written. */
    boolean ended() {
        return ended;
    }

    /** Whether a run would have something to do. */
    boolean ready() {
        return run == null && !ended && (!input.isEmpty() || inputEnded || flushes);
    }

    /** Begins a run, which takes all that waits. */
    StageRun begin() {
        Deque<ByteBuffer> taken = new ArrayDeque<>(input);
        input.clear();
        StageRun.Then then = inputEnded ? StageRun.Then.END : flushes ? StageRun.Then.FLUSH : StageRun.Then.NOTHING;
        flushes = false;
        run = new StageRun(filter, taken, then, new StageOutput(ROOM_BYTES, bufferSize));
        return run;
    }

    /** The run is over; what came meanwhile waits behind what it has left. */
    StageRun finish() {
        StageRun done = run;
        run = null;
        flushes |= done.flushLeft() && input.isEmpty() && !inputEnded;
        ended = done.ended();
        done.left().descendingIterator().forEachRemaining(input::addFirst);
        inputBytes = input.stream().mapToInt(ByteBuffer::remaining).sum();
        if (closed) {
            filter.close();
        }
        return done;
    }

    /** Nothing is wanted of it any more; behind its run if there is one. */
    void close() {
        if (!closed) {
            closed = true;
            if (run == null) {
                filter.close();
            }
        }
    }
}
