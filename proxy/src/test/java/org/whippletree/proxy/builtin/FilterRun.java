package org.whippletree.proxy.builtin;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.whippletree.proxy.filter.BodyFilter;
import org.whippletree.proxy.filter.FilterOutput;

/** Drives one filter as a chain does, with little room. */
final class FilterRun implements FilterOutput {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final int room;
    private int left;

    private FilterRun(int room) {
        this.room = room;
    }

    /** What a filter makes of a body that comes in pieces of a size. */
    static byte[] of(BodyFilter filter, byte[] body, int pieceBytes, int room) throws Exception {
        FilterRun run = new FilterRun(room);
        try {
            for (int from = 0; from < body.length; from += pieceBytes) {
                ByteBuffer piece = ByteBuffer.wrap(body, from, Math.min(pieceBytes, body.length - from));
                while (piece.hasRemaining()) {
                    run.left = run.room;
                    filter.take(piece, run);
                }
            }
            do {
                run.left = run.room;
            } while (!filter.end(run));
        } finally {
            filter.close();
        }
        return run.written.toByteArray();
    }

    /** What is written of a body behind which a pause comes. */
    static byte[] untilPause(BodyFilter filter, byte[] body, int room) throws Exception {
        FilterRun run = new FilterRun(room);
        ByteBuffer piece = ByteBuffer.wrap(body);
        while (piece.hasRemaining()) {
            run.left = run.room;
            filter.take(piece, run);
        }
        do {
            run.left = run.room;
        } while (!filter.flush(run));
        return run.written.toByteArray();
    }

    static byte[] of(Optional<BodyFilter> filter, byte[] body) throws Exception {
        return of(filter.orElseThrow(), body, 1_000, 2_000);
    }

    @Override
    public void write(ByteBuffer bytes) {
        left -= bytes.remaining();
        while (bytes.hasRemaining()) {
            written.write(bytes.get());
        }
    }

    @Override
    public int room() {
        return left;
    }
}
