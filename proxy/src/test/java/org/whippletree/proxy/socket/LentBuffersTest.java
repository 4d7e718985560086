package org.whippletree.proxy.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LentBuffersTest {
    private final ByteBufAllocator allocator = UnpooledByteBufAllocator.DEFAULT;
    private final LentBuffers buffers = new LentBuffers(64, false);

    @Test
    void oneThatWasGivenBackIsLentAgainEmpty() {
        ByteBuf first = buffers.lend(allocator, 10);
        first.writeLong(1).readInt();
        first.release();

        ByteBuf second = buffers.lend(allocator, 20);

        assertSame(first, second);
        assertEquals(0, second.readerIndex());
        assertEquals(64, second.writableBytes());
        second.release();
    }

    @Test
    void whoKeepsAPieceKeepsItsOctets() {
        ByteBuf first = buffers.lend(allocator, 10);
        ByteBuf kept =
                first.writeBytes("kept".getBytes(StandardCharsets.US_ASCII)).readRetainedSlice(4);
        first.release();

        ByteBuf second = buffers.lend(allocator, 10);
        second.writeBytes("other".getBytes(StandardCharsets.US_ASCII));

        assertNotSame(first, second);
        assertEquals("kept", kept.toString(StandardCharsets.US_ASCII));
        second.release();
        kept.release();
        ByteBuf third = buffers.lend(allocator, 10);
        assertSame(first, third);
        third.release();
    }

    @Test
    void whenAllAreKeptOthersAreOfTheAllocator() {
        Set<ByteBuf> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 9; i++) {
            kept.add(buffers.lend(allocator, 10));
        }

        assertEquals(9, kept.size());
        assertEquals(5, kept.stream().filter(one -> one.writableBytes() == 10).count());
        kept.forEach(ByteBuf::release);
    }

    @Test
    void moreThanOneOfThemTakesIsOfTheAllocator() {
        ByteBuf large = buffers.lend(allocator, 65);

        assertEquals(65, large.writableBytes());
        assertEquals(true, large.release());
    }

    @Test
    void whoLooksForLostBuffersGetsThoseOfTheAllocator() {
        ByteBuf followed = new LentBuffers(64, true).lend(allocator, 10);

        assertEquals(10, followed.writableBytes());
        assertEquals(true, followed.release());
    }
}
