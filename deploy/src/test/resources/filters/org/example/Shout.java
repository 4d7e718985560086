package org.example;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.whippletree.proxy.filter.BodyFilter;
import org.whippletree.proxy.filter.FilterKind;
import org.whippletree.proxy.filter.FilterOutput;
import org.whippletree.proxy.filter.FilterProvider;
import org.whippletree.proxy.filter.FilteredMessage;

/** Makes small letters large, and tells on which thread. */
public final class Shout implements FilterProvider {
    @Override
    public FilterKind kind() {
        return FilterKind.EVENT;
    }

    @Override
    public Optional<BodyFilter> open(FilteredMessage message) {
        message.setField("X-Shout", Thread.currentThread().getName());
        return Optional.of(new Voice());
    }

    private static final class Voice implements BodyFilter {
        @Override
        public void take(ByteBuffer piece, FilterOutput output) {
            for (int i = piece.position(); i < piece.limit(); i++) {
                byte octet = piece.get(i);
                if (octet >= 'a' && octet <= 'z') {
                    piece.put(i, (byte) (octet - 'a' + 'A'));
                }
            }
            output.write(piece);
        }
    }
}
