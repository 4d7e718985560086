package org.whippletree.proxy.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/** What the sockets of a loop are read into: {@link LentBuffers}, or a larger one for who brings more at a time. Owned by the event loop. */
public final class ReadBuffers implements RecvByteBufAllocator {
    private static final int BYTES = 32 << 10;

    private final RecvByteBufAllocator sizes = new AdaptiveRecvByteBufAllocator();
    private final LentBuffers lent = new LentBuffers(BYTES);

    // Netty wants an ExtendedHandle instead, and names it nowhere in its own interfaces.
    @SuppressWarnings("deprecation")
    @Override
    public Handle newHandle() {
        return new LendingHandle(sizes.newHandle());
    }

    /** Guesses as Netty does, and lends. */
    @SuppressWarnings("deprecation")
    private final class LendingHandle extends DelegatingHandle implements ExtendedHandle {
        LendingHandle(Handle guessing) {
            super(guessing);
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            return lent.lend(allocator, guess());
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
            return ((ExtendedHandle) delegate()).continueReading(maybeMore);
        }
    }
}
