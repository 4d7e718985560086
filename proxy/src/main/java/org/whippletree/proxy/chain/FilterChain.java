package org.whippletree.proxy.chain;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.List;
import org.whippletree.proxy.filter.FilterKind;

/**
 * One body on its way through filters. Owned by the event loop, which makes the calls of event filters itself and has those of others
 * made on the worker's thread.
 *
 * <p>Before each filter at most {@link Stage#ROOM_BYTES} and one piece wait, and it is not called while what is behind it has no room.
 */
public final class FilterChain {
    private final List<Stage> stages;
    private final Sink sink;
    private final FilterThread thread;
    private boolean pumping;
    private boolean delivered;
    private boolean over;

    /** What the body comes to. Called on the event loop, and may close the chain. */
    public interface Sink {
        /** Whether it takes more without piling it up. */
        boolean takesMore();

        /** Takes a piece; its bytes belong to the sink from here on. */
        void piece(ByteBuffer bytes);

        /** The body has ended. */
        void ended();

        /** A step that was made elsewhere is over. */
        void stepped();

        /** A filter has failed; nothing more comes. */
        void failed(String filter, Throwable cause);
    }

    FilterChain(List<Stage> stages, Sink sink, FilterThread thread) {
        this.stages = List.copyOf(stages);
        this.sink = sink;
        this.thread = thread;
    }

    /** Takes a copy of a piece: what filters hold is nobody else's memory. */
    public void add(ByteBuf piece) {
        if (over || !piece.isReadable()) {
            return;
        }
        byte[] bytes = new byte[piece.readableBytes()];
        piece.getBytes(piece.readerIndex(), bytes);
        stages.get(0).add(ByteBuffer.wrap(bytes));
        pump();
    }

    /** The last piece has been added. */
    public void end() {
        stages.get(0).endInput();
        pump();
    }

    /** The backend pauses: what has come goes through, as far as filters can let it go. */
    public void flush() {
        stages.get(0).flush();
        pump();
    }

    /** Whether another piece can be taken without piling it up. */
    public boolean roomLeft() {
        return stages.get(0).roomLeft();
    }

    /** Whether a filter is at work, or waits for a thread. */
    public boolean working() {
        return !over && stages.stream().anyMatch(Stage::running);
    }

    /** The filter at work, for the log; empty if there is none. */
    public String atWork() {
        return stages.stream()
                .filter(Stage::running)
                .map(Stage::name)
                .findFirst()
                .orElse("");
    }

    /** Does what can be done: there is input, or room. */
    public void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            while (!over && step()) {
                // Each step makes room or input for another one.
            }
        } finally {
            pumping = false;
        }
    }

    /** Makes the step nearest the sink that can be made; answers whether one was. */
    private boolean step() {
        Stage lastStage = stages.get(stages.size() - 1);
        if (lastStage.ended() && !delivered) {
            delivered = true;
            over = true;
            stages.forEach(Stage::close);
            sink.ended();
            return false;
        }
        for (int i = stages.size() - 1; i >= 0; i--) {
            Stage stage = stages.get(i);
            boolean room = i == stages.size() - 1
                    ? sink.takesMore()
                    : stages.get(i + 1).roomLeft();
            if (stage.ready() && room) {
                begin(i, stage);
                return true;
            }
        }
        return false;
    }

    private void begin(int index, Stage stage) {
        StageRun run = stage.begin();
        if (stage.kind() == FilterKind.EVENT) {
            run.run();
            finish(index, stage);
        } else {
            thread.run(stage.name(), stage.computes(), run::run, () -> {
                finish(index, stage);
                pump();
                if (!over) {
                    sink.stepped();
                }
            });
        }
    }

    private void finish(int index, Stage stage) {
        StageRun done = stage.finish();
        if (over) {
            return;
        }
        if (done.failure() != null) {
            close();
            sink.failed(stage.name(), done.failure());
            return;
        }
        ByteBuffer written = done.written();
        if (index < stages.size() - 1) {
            Stage next = stages.get(index + 1);
            next.add(written);
            if (done.ended()) {
                next.endInput();
            } else if (done.flushed()) {
                next.flush();
            }
        } else if (written.hasRemaining()) {
            sink.piece(written);
        }
    }

    /** Nothing more is wanted: every filter is closed, that at work when its call returns. */
    public void close() {
        over = true;
        stages.forEach(Stage::close);
    }
}
