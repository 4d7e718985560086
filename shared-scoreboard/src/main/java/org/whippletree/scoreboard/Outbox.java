package org.whippletree.scoreboard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is still to be written: for each row only its newest value, however many came since the last write. Any thread puts; one
 * thread takes.
 */
final class Outbox {
    private final Map<RowKey, Object> newest = new ConcurrentHashMap<>();
    private final Set<RowKey> unwritten = ConcurrentHashMap.newKeySet();

    /** Stands for a row that is to be taken away as long as it is this one. */
    record Removal(Object row) {}

    /** One exchange with the map; {@code row} is empty when the row is to be taken away, whatever it is. */
    @FunctionalInterface
    interface Writer {
        void write(RowKey key, Optional<Object> row) throws ExchangeFailedException;
    }

    /** Answers whether the writing thread has something new to look for. */
    boolean put(RowKey key, Object row) {
        newest.put(key, row);
        return unwritten.add(key);
    }

    /** Answers whether the writing thread has something new to look for. */
    boolean remove(RowKey key) {
        newest.remove(key);
        return unwritten.add(key);
    }

    /** Takes a row away unless another has come in its place. Answers whether the writing thread has something new to look for. */
    boolean removeOnly(RowKey key, Object row) {
        newest.put(key, new Removal(row));
        return unwritten.add(key);
    }

    /** The other side may have lost everything: all rows are to be written again. */
    void rewind() {
        unwritten.addAll(newest.keySet());
    }

    /** Writes row after row until none is left, or one fails: that one stays. */
    void writeAll(Writer writer) throws ExchangeFailedException {
        for (RowKey key : List.copyOf(unwritten)) {
            // Before the value is read: a newer one that comes meanwhile marks the row again.
            unwritten.remove(key);
            Object value = newest.get(key);
            try {
                writer.write(key, Optional.ofNullable(value));
                if (value instanceof Removal) {
                    newest.remove(key, value);
                }
            } catch (ExchangeFailedException failed) {
                unwritten.add(key);
                throw failed;
            }
        }
    }
}
