package org.whippletree.proxy.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;

/**
 * A few buffers of a loop that are lent again and again: what is read or written is nearly always passed on before the next thing
 * comes, and an allocator would have been asked in vain, for memory that no cache holds. Who keeps one longer keeps it; others get
 * buffers of the allocator's meanwhile. Owned by the event loop.
 */
public final class LentBuffers {
    /** Some are kept: of a head that has come in part, or a body that waits for its backend. */
    private static final int COUNT = 4;

    /** Whoever looks closely for lost buffers gets ones that can be followed. */
    private static final boolean FOLLOWED = ResourceLeakDetector.getLevel() == ResourceLeakDetector.Level.PARANOID;

    /** They live as long as the loop does, and are never missed. */
    private static final ByteBufAllocator UNTRACKED = new UnpooledByteBufAllocator(true, true);

    private final int bytes;
    private final ByteBuf[] own = new ByteBuf[COUNT];

    /** @param bytes how many octets each of them takes */
    public LentBuffers(int bytes) {
        this(bytes, FOLLOWED);
    }

    LentBuffers(int bytes, boolean followed) {
        this.bytes = followed ? 0 : bytes;
    }

    /** An empty buffer for so many octets at least, the borrower's to release. */
    public ByteBuf lend(ByteBufAllocator allocator, int least) {
        if (least <= bytes) {
            for (int i = 0; i < COUNT; i++) {
                if (own[i] == null) {
                    own[i] = UNTRACKED.directBuffer(bytes, bytes);
                }
                // None but this one holds it.
                if (own[i].refCnt() == 1) {
                    return own[i].clear().retain();
                }
            }
        }
        return allocator.buffer(least);
    }
}
