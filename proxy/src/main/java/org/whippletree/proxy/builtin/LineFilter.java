package org.whippletree.proxy.builtin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.whippletree.proxy.filter.BodyFilter;
import org.whippletree.proxy.filter.FilterOutput;

/** Edits one body line by line: a line goes on as soon as its end has come, and none but the last is held. */
final class LineFilter implements BodyFilter {
    private final List<LineEdit> edits;
    private final int mostLineBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private ByteBuffer edited = ByteBuffer.allocate(0);

    LineFilter(List<LineEdit> edits, int mostLineBytes) {
        this.edits = edits;
        this.mostLineBytes = mostLineBytes;
    }

    @Override
    public void take(ByteBuffer piece, FilterOutput output) throws IOException {
        giveAway(output);
        while (piece.hasRemaining() && !edited.hasRemaining() && output.room() > 0) {
            int start = piece.position();
            boolean ends = false;
            while (piece.hasRemaining() && !ends) {
                ends = piece.get() == '\n';
            }
            int length = piece.position() - start;
            if (line.size() + length > mostLineBytes) {
                throw new IOException("a line is longer than SubstituteMaxLineLength " + mostLineBytes);
            }
            line.write(piece.array(), piece.arrayOffset() + start, length);
            if (ends) {
                edit();
                giveAway(output);
            }
        }
    }

    private void edit() throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            // Each line takes a bounded time, and there may be thousands in one call.
            throw new InterruptedIOException("the exchange has been given up");
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        for (LineEdit edit : edits) {
            text = edit.apply(text, 2 * mostLineBytes);
        }
        line.reset();
        edited = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A line that has grown long goes piece by piece. */
    private void giveAway(FilterOutput output) {
        int length = Math.min(edited.remaining(), Math.max(0, output.room()));
        output.write(edited.slice(edited.position(), length));
        edited.position(edited.position() + length);
    }

    @Override
    public boolean end(FilterOutput output) throws IOException {
        if (line.size() > 0 && !edited.hasRemaining()) {
            edit();
        }
        giveAway(output);
        return !edited.hasRemaining() && line.size() == 0;
    }
}
