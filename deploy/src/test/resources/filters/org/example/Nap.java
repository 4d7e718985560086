package org.example;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.Optional;
import org.whippletree.proxy.filter.BodyFilter;
import org.whippletree.proxy.filter.FilterKind;
import org.whippletree.proxy.filter.FilterOutput;
import org.whippletree.proxy.filter.FilterProvider;
import org.whippletree.proxy.filter.FilteredMessage;

/** Sleeps until the file is there that the request's X-Nap names, and tells at the end on which thread. */
public final class Nap implements FilterProvider {
    @Override
    public FilterKind kind() {
        return FilterKind.BLOCKING;
    }

    @Override
    public Optional<BodyFilter> open(FilteredMessage message) {
        return Optional.of(new Sleeper(message.requestField("X-Nap").map(Path::of)));
    }

    private record Sleeper(Optional<Path> alarm) implements BodyFilter {
        @Override
        public void take(ByteBuffer piece, FilterOutput output) throws InterruptedException, IOException {
            if (alarm.isPresent()) {
                awaken(alarm.get());
            }
            output.write(piece);
        }

        private static void awaken(Path file) throws InterruptedException, IOException {
            try (WatchService news = file.getFileSystem().newWatchService()) {
                file.getParent().register(news, StandardWatchEventKinds.ENTRY_CREATE);
                while (!Files.exists(file)) {
                    news.take().reset();
                }
            }
        }

        @Override
        public boolean end(FilterOutput output) {
            String told = " on " + Thread.currentThread().getName();
            output.write(ByteBuffer.wrap(told.getBytes(StandardCharsets.US_ASCII)));
            return true;
        }
    }
}
