package org.whippletree.deploy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32C;
import org.whippletree.testkit.Await;

/** A large body: written as fast as it is taken, or read slowly, with its checksum. */
final class Transfer {
    private static final int CHUNK_BYTES = 256 * 1024;
    private static final int BREATH_MILLIS = 4;
    /** Long enough for every buffer on the way to fill, were there no limit on them. */
    private static final int PAUSE_MILLIS = 700;

    private static final int PAUSES = 3;

    private Transfer() {}

    /** Writes so many bytes, no two chunks alike; the checksum of all. */
    static long write(OutputStream out, long bytes) throws IOException {
        CRC32C checksum = new CRC32C();
        byte[] chunk = new byte[CHUNK_BYTES];
        for (long written = 0; written < bytes; written += chunk.length) {
            fill(chunk, written);
            int length = (int) Math.min(chunk.length, bytes - written);
            checksum.update(chunk, 0, length);
            out.write(chunk, 0, length);
        }
        out.flush();
        return checksum.getValue();
    }

    private static void fill(byte[] chunk, long seed) {
        long next = seed + 1;
        for (int at = 0; at < chunk.length; at++) {
            next = next * 6364136223846793005L + 1442695040888963407L;
            chunk[at] = (byte) (next >>> 56);
        }
    }

    /** Reads so many bytes with a breath after each chunk and a few long pauses; their checksum. */
    static long readSlowly(InputStream in, long bytes) throws IOException {
        CRC32C checksum = new CRC32C();
        byte[] chunk = new byte[CHUNK_BYTES];
        long nextPause = bytes / (PAUSES + 1);
        for (long read = 0; read < bytes; ) {
            int length = in.readNBytes(chunk, 0, (int) Math.min(chunk.length, bytes - read));
            if (length == 0) {
                throw new EOFException("the body ends after " + read + " of " + bytes + " bytes");
            }
            checksum.update(chunk, 0, length);
            read += length;
            boolean pause = read >= nextPause;
            if (pause) {
                nextPause += bytes / (PAUSES + 1);
            }
            Await.passing(pause ? PAUSE_MILLIS : BREATH_MILLIS);
        }
        return checksum.getValue();
    }
}
