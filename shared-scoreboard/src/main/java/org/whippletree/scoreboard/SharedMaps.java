package org.whippletree.scoreboard;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryRemovedListener;
import com.hazelcast.map.listener.EntryUpdatedListener;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The maps as one process sees them, through its client or its member. Every exchange blocks its caller, for a bounded time. */
final class SharedMaps {
    /** A little more than the client's heartbeat takes to give a frozen member up. */
    private static final long EXCHANGE_LIMIT_MILLIS = 4_000;

    private final Map<RowKey.Kind, IMap<String, Object>> maps = new EnumMap<>(RowKey.Kind.class);

    private SharedMaps() {}

    /** Fails on a client that has never been connected: the proxies are made together with the member. */
    static SharedMaps of(HazelcastInstance hazelcast) throws ExchangeFailedException {
        SharedMaps shared = new SharedMaps();
        for (RowKey.Kind kind : RowKey.Kind.values()) {
            shared.maps.put(kind, exchange(() -> CompletableFuture.completedFuture(hazelcast.getMap(kind.mapName()))));
        }
        return shared;
    }

    void write(RowKey key, Optional<Object> row) throws ExchangeFailedException {
        IMap<String, Object> map = maps.get(key.kind());
        if (row.orElse(null) instanceof Outbox.Removal removal) {
            exchange(() -> CompletableFuture.completedFuture(map.remove(key.text(), removal.row())));
        } else {
            exchange(() -> row.isPresent() ? map.setAsync(key.text(), row.get()) : map.deleteAsync(key.text()));
        }
    }

    Digest digest() throws ExchangeFailedException {
        Object digest = exchange(() -> maps.get(RowKey.Kind.DIGEST).getAsync(RowKey.DIGEST.text()));
        return digest instanceof Digest seen ? seen : Digest.none();
    }

    void onDigest(Consumer<Digest> consumer) throws ExchangeFailedException {
        on(RowKey.Kind.DIGEST, (key, row) -> {
            if (row.orElse(null) instanceof Digest digest) {
                consumer.accept(digest);
            }
        });
    }

    /** Calls on a thread of Hazelcast, in the order of the writes to each row; the value is empty when the entry was taken away. */
    void on(RowKey.Kind kind, BiConsumer<RowKey, Optional<Object>> consumer) throws ExchangeFailedException {
        RowListener listener = new RowListener(kind, consumer);
        exchange(() -> CompletableFuture.completedFuture(maps.get(kind).addEntryListener(listener, true)));
    }

    private static <T> T exchange(Exchange<T> exchange) throws ExchangeFailedException {
        try {
            return exchange.begin().toCompletableFuture().get(EXCHANGE_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new ExchangeFailedException("no answer within " + EXCHANGE_LIMIT_MILLIS + " ms", late);
        } catch (ExecutionException failed) {
            throw new ExchangeFailedException(String.valueOf(failed.getCause()), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ExchangeFailedException("interrupted", interrupted);
        } catch (RuntimeException refused) {
            throw new ExchangeFailedException(refused.toString(), refused);
        }
    }

    /** Begins a read or a write. */
    @FunctionalInterface
    private interface Exchange<T> {
        CompletionStage<? extends T> begin();
    }

    /** One registration for all that can happen to an entry. */
    private record RowListener(RowKey.Kind kind, BiConsumer<RowKey, Optional<Object>> consumer)
            implements EntryAddedListener<String, Object>,
                    EntryUpdatedListener<String, Object>,
                    EntryRemovedListener<String, Object> {
        @Override
        public void entryAdded(EntryEvent<String, Object> event) {
            consumer.accept(new RowKey(kind, event.getKey()), Optional.of(event.getValue()));
        }

        @Override
        public void entryUpdated(EntryEvent<String, Object> event) {
            consumer.accept(new RowKey(kind, event.getKey()), Optional.of(event.getValue()));
        }

        @Override
        public void entryRemoved(EntryEvent<String, Object> event) {
            consumer.accept(new RowKey(kind, event.getKey()), Optional.empty());
        }
    }
}
