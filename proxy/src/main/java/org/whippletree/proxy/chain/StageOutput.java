package org.whippletree.proxy.chain;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.whippletree.proxy.filter.FilterOutput;

/** What a filter writes in a run of calls. Used by one thread at a time. */
final class StageOutput implements FilterOutput {
    private static final int FIRST_BYTES = 1_024;

    private final int room;
    private final int mostPerCall;
    private byte[] bytes = new byte[0];
    private int length;
    private int callBegan;

    /**
     * @param room bytes after which no further call is made
     * @param mostPerCall bytes that one call may write
     */
    StageOutput(int room, int mostPerCall) {
        this.room = room;
        this.mostPerCall = mostPerCall;
    }

    /** Another call of the filter begins. */
    void nextCall() {
        callBegan = length;
    }

    @Override
    public void write(ByteBuffer more) {
        int added = more.remaining();
        if (length - callBegan + added > mostPerCall) {
            throw new IllegalStateException(
                    "the filter has written more than FilterBufferSize " + mostPerCall + " in one call");
        }
        if (length + added > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + added, Math.max(FIRST_BYTES, 2 * bytes.length)));
        }
        more.get(bytes, length, added);
        length += added;
    }

    @Override
    public int room() {
        return room - length;
    }

    int length() {
        return length;
    }

    /** What has been written; nothing more may be. */
    ByteBuffer written() {
        return ByteBuffer.wrap(bytes, 0, length);
    }
}
