package org.example;

import java.util.Optional;
import org.whippletree.proxy.filter.BodyFilter;
import org.whippletree.proxy.filter.FilterKind;
import org.whippletree.proxy.filter.FilterProvider;
import org.whippletree.proxy.filter.FilteredMessage;
import org.whippletree.proxy.filter.WholeBodyFilter;

/** Gives a body from its end to its begin, which nobody can before it has come. */
public final class Backwards implements FilterProvider {
    @Override
    public FilterKind kind() {
        return FilterKind.BLOCKING;
    }

    @Override
    public Optional<BodyFilter> open(FilteredMessage message) {
        return Optional.of(new Reversal(message.bufferSize()));
    }

    private static final class Reversal extends WholeBodyFilter {
        Reversal(int mostBytes) {
            super(mostBytes);
        }

        @Override
        protected byte[] transform(byte[] body) {
            byte[] reversed = new byte[body.length];
            for (int i = 0; i < body.length; i++) {
                reversed[i] = body[body.length - 1 - i];
            }
            return reversed;
        }
    }
}
