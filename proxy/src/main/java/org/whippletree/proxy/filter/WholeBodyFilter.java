package org.whippletree.proxy.filter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A filter that needs the whole body at once, within a limit. What becomes of it is given away piece by piece: while a slow client
 * takes it, the filter occupies no thread and no worker, and holds nothing but the rest of the result. While it works it holds the
 * body at most three times, and the result.
 */
public abstract class WholeBodyFilter implements BodyFilter {
    private ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private final int mostBytes;
    private ByteBuffer result;

    /** @param mostBytes a longer body, or a longer result, fails the exchange; most often {@link FilteredMessage#bufferSize} */
    protected WholeBodyFilter(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** What becomes of the body. Called once, when it has come; the array is the filter's own. */
    protected abstract byte[] transform(byte[] body) throws Exception;

    @Override
    public final void take(ByteBuffer piece, FilterOutput output) throws IOException {
        if (collected.size() + piece.remaining() > mostBytes) {
            throw new IOException("the body is longer than " + mostBytes + " bytes: raise FilterBufferSize");
        }
        collected.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
        piece.position(piece.limit());
    }

    @Override
    public final boolean end(FilterOutput output) throws Exception {
        if (result == null) {
            byte[] body = collected.toByteArray();
            // While a slow client takes the result, nothing else is held.
            collected = null;
            byte[] transformed = transform(body);
            if (transformed.length > mostBytes) {
                throw new IOException("the result is longer than " + mostBytes + " bytes: raise FilterBufferSize");
            }
            result = ByteBuffer.wrap(transformed);
        }
        int length = Math.min(result.remaining(), Math.max(0, output.room()));
        output.write(result.slice(result.position(), length));
        result.position(result.position() + length);
        return !result.hasRemaining();
    }
}
