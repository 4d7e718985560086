package org.example;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.whippletree.proxy.filter.BodyFilter;
import org.whippletree.proxy.filter.FilterKind;
import org.whippletree.proxy.filter.FilterOutput;
import org.whippletree.proxy.filter.FilterProvider;
import org.whippletree.proxy.filter.FilteredMessage;

/** Tells on which thread, and how many bodies this thread has seen. */
public final class Pinned implements FilterProvider {
    private static final ThreadLocal<Integer> BODIES = ThreadLocal.withInitial(() -> 0);

    @Override
    public FilterKind kind() {
        return FilterKind.CONNECTION;
    }

    @Override
    public Optional<BodyFilter> open(FilteredMessage message) {
        return Optional.of(new Counter());
    }

    private static final class Counter implements BodyFilter {
        @Override
        public void take(ByteBuffer piece, FilterOutput output) {
            piece.position(piece.limit());
        }

        @Override
        public boolean end(FilterOutput output) {
            BODIES.set(BODIES.get() + 1);
            String told = Thread.currentThread().getName() + " " + BODIES.get();
            output.write(ByteBuffer.wrap(told.getBytes(StandardCharsets.US_ASCII)));
            return true;
        }
    }
}
