package org.example;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.whippletree.proxy.filter.BodyFilter;
import org.whippletree.proxy.filter.FilterKind;
import org.whippletree.proxy.filter.FilterOutput;
import org.whippletree.proxy.filter.FilterProvider;
import org.whippletree.proxy.filter.FilteredMessage;

/** Does wrong what the request's X-Wrong names. */
public class Clumsy implements FilterProvider {
    /** What it should have let go. */
    static final List<ByteBuffer> KEPT = new ArrayList<>();

    @Override
    public FilterKind kind() {
        return FilterKind.BLOCKING;
    }

    @Override
    public Optional<BodyFilter> open(FilteredMessage message) {
        String wrong = message.requestField("X-Wrong").orElse("");
        if (wrong.equals("open")) {
            throw new IllegalStateException("as the request wants it");
        }
        return Optional.of(new Wrong(wrong));
    }

    private static final class Wrong implements BodyFilter {
        private final String wrong;
        private int pieces;

        Wrong(String wrong) {
            this.wrong = wrong;
        }

        @Override
        public void take(ByteBuffer piece, FilterOutput output) {
            pieces++;
            if (wrong.equals("throw") || (wrong.equals("late") && pieces > 4)) {
                throw new IllegalStateException("as the request wants it");
            }
            if (wrong.equals("deep")) {
                take(piece, output);
            }
            if (wrong.equals("keep")) {
                synchronized (KEPT) {
                    KEPT.add(piece.duplicate());
                }
            }
            while (wrong.equals("flood")) {
                output.write(ByteBuffer.allocate(1_000));
            }
            while (wrong.equals("hang")) {
                // Whoever interrupts it is not heard.
                Thread.interrupted();
                LockSupport.parkNanos(100_000_000);
            }
            output.write(piece);
        }
    }
}
