package org.whippletree.proxy.filter;

import java.nio.ByteBuffer;

/** Where a filter writes to. Only valid within the call that it was given to. */
public interface FilterOutput {
    /**
     * Writes the rest of a buffer. It is copied: the caller may use the buffer again.
     *
     * @throws IllegalStateException if one call writes more than {@code FilterBufferSize}
     */
    void write(ByteBuffer bytes);

    /** Bytes that should still be written in this call; below 1 it is time to return. What is behind it takes no more for now. */
    int room();
}
