package org.whippletree.scoreboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.scoreboard.Rows.child;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final RowKey ONE = RowKey.detail(child(1));
    private static final RowKey TWO = RowKey.detail(child(2));

    private final Outbox outbox = new Outbox();

    @Test
    void writesOnlyTheNewestValueOfARow() throws ExchangeFailedException {
        outbox.put(ONE, "old");
        outbox.put(ONE, "new");

        assertEquals(List.of("1=new"), written());
        assertEquals(List.of(), written());
    }

    @Test
    void wakesTheWriterOncePerRow() {
        assertTrue(outbox.put(ONE, "old"));
        assertFalse(outbox.put(ONE, "new"));
        assertTrue(outbox.put(TWO, "other"));
    }

    @Test
    void keepsAValueThatComesDuringTheWriteForTheNext() throws ExchangeFailedException {
        outbox.put(ONE, "old");

        outbox.writeAll((key, row) -> outbox.put(ONE, "newer"));

        assertEquals(List.of("1=newer"), written());
    }

    @Test
    void keepsARowWhoseWriteFailed() throws ExchangeFailedException {
        outbox.put(ONE, "row");

        assertThrows(
                ExchangeFailedException.class,
                () -> outbox.writeAll((key, row) -> {
                    throw new ExchangeFailedException("gone", new IllegalStateException());
                }));

        assertEquals(List.of("1=row"), written());
    }

    @Test
    void takesARemovedRowAway() throws ExchangeFailedException {
        outbox.put(ONE, "row");
        outbox.remove(ONE);

        assertEquals(List.of("1=-"), written());
    }

    @Test
    void removesAGivenRowOnceAndKeepsItsSuccessor() throws ExchangeFailedException {
        outbox.removeOnly(ONE, "row");

        outbox.writeAll((key, row) -> {
            assertEquals(Optional.of(new Outbox.Removal("row")), row);
            outbox.put(ONE, "successor");
        });

        assertEquals(List.of("1=successor"), written());
        outbox.rewind();
        assertEquals(List.of("1=successor"), written());
    }

    @Test
    void writesTheNewestRowsAgainForANewMember() throws ExchangeFailedException {
        outbox.put(ONE, "one");
        outbox.put(TWO, "two");
        outbox.remove(TWO);
        written();

        outbox.rewind();

        assertEquals(List.of("1=one"), written());
    }

    private List<String> written() throws ExchangeFailedException {
        List<String> written = new ArrayList<>();
        outbox.writeAll((key, row) -> written.add(key.text().split("/")[1] + "=" + row.orElse("-")));
        return written.stream().sorted().toList();
    }
}
