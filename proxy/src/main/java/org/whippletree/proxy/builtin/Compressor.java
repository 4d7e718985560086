package org.whippletree.proxy.builtin;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.whippletree.proxy.builtin.Codings.Coding;
import org.whippletree.proxy.filter.BodyFilter;
import org.whippletree.proxy.filter.FilterOutput;

/** Compresses one body. Its native memory, some 270 KiB, is freed by {@link #close}. */
final class Compressor implements BodyFilter {
    private static final int CHUNK_BYTES = 8_192;
    private static final int TRAILER_BYTES = 8;

    /** No name, no time, no word about the system (RFC 1952, 2.3.1). */
    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private final Deflater deflater;
    private final boolean gzip;
    private final CRC32 checksum = new CRC32();
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private boolean begun;

    Compressor(int level, Coding coding) {
        this.gzip = coding == Coding.GZIP;
        this.deflater = new Deflater(level, gzip);
    }

    @Override
    public void take(ByteBuffer piece, FilterOutput output) {
        begin(output);
        int from = piece.position();
        ByteBuffer taken = piece.duplicate();
        deflater.setInput(piece);
        while (!deflater.needsInput() && output.room() > 0) {
            write(output, Deflater.NO_FLUSH);
        }
        taken.limit(piece.position());
        if (gzip && piece.position() > from) {
            checksum.update(taken);
        }
    }

    private void begin(FilterOutput output) {
        if (!begun && gzip) {
            output.write(ByteBuffer.wrap(GZIP_HEADER));
        }
        begun = true;
    }

    private int write(FilterOutput output, int flush) {
        int length = deflater.deflate(chunk, 0, chunk.length, flush);
        output.write(ByteBuffer.wrap(chunk, 0, length));
        return length;
    }

    /** As mod_deflate at a FLUSH bucket: a client can read all that has been written. */
    @Override
    public boolean flush(FilterOutput output) {
        begin(output);
        boolean more = true;
        while (more && output.room() > 0) {
            more = write(output, Deflater.SYNC_FLUSH) == chunk.length;
        }
        return !more;
    }

    @Override
    public boolean end(FilterOutput output) {
        begin(output);
        deflater.finish();
        while (!deflater.finished() && output.room() > 0) {
            write(output, Deflater.NO_FLUSH);
        }
        if (!deflater.finished()) {
            return false;
        }
        if (gzip) {
            ByteBuffer trailer = ByteBuffer.allocate(TRAILER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            trailer.putInt((int) checksum.getValue())
                    .putInt((int) deflater.getBytesRead())
                    .flip();
            output.write(trailer);
        }
        return true;
    }

    @Override
    public void close() {
        deflater.end();
    }
}
