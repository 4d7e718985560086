package org.example;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.whippletree.proxy.filter.BodyFilter;
import org.whippletree.proxy.filter.FilterKind;
import org.whippletree.proxy.filter.FilterOutput;
import org.whippletree.proxy.filter.FilterProvider;
import org.whippletree.proxy.filter.FilteredMessage;

/** Sleeps for as many milliseconds as the request's X-Nap says, and tells at the end on which thread. */
public final class Nap implements FilterProvider {
    @Override
    public FilterKind kind() {
        return FilterKind.BLOCKING;
    }

    @Override
    public Optional<BodyFilter> open(FilteredMessage message) {
        long millis = message.requestField("X-Nap").map(Long::parseLong).orElse(0L);
        return Optional.of(new Sleeper(millis));
    }

    private record Sleeper(long millis) implements BodyFilter {
        @Override
        public void take(ByteBuffer piece, FilterOutput output) throws InterruptedException {
            Thread.sleep(millis);
            output.write(piece);
        }

        @Override
        public boolean end(FilterOutput output) {
            String told = " on " + Thread.currentThread().getName();
            output.write(ByteBuffer.wrap(told.getBytes(StandardCharsets.US_ASCII)));
            return true;
        }
    }
}
