package org.whippletree.proxy.framing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/** Holds the begun line of a head until it has come whole, so that it can still be left out. Owned by the event loop. */
final class BadFieldLines {
    private ByteBuf held = Unpooled.EMPTY_BUFFER;
    private int scanned;

    /** What is held, and what has come behind it. */
    ByteBuf behindHeld(ByteBuf more, ByteBufAllocator allocator) {
        scanned = held.readableBytes();
        if (scanned == 0) {
            return more;
        }
        ByteBuf both = allocator.buffer(scanned + more.readableBytes());
        both.writeBytes(held).writeBytes(more);
        more.release();
        release();
        return both;
    }

    /** Where in that the octets begin that have not been looked at yet. */
    int scanned(ByteBuf octets) {
        return octets.readerIndex() + scanned;
    }

    /** Where the line begins of which the octet before {@code end} is a part. */
    static int lineBegin(ByteBuf octets, int end) {
        int feed = octets.indexOf(end, octets.readerIndex(), Octets.LF);
        return feed < 0 ? octets.readerIndex() : feed + 1;
    }

    /** Keeps the line that has begun; answers where it begins. */
    int hold(ByteBuf octets) {
        int begin = lineBegin(octets, octets.writerIndex());
        if (begin < octets.writerIndex()) {
            held = octets.copy(begin, octets.writerIndex() - begin);
        }
        return begin;
    }

    void release() {
        held.release();
        held = Unpooled.EMPTY_BUFFER;
    }
}
