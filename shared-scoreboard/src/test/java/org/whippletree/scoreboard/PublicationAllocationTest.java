package org.whippletree.scoreboard;

import static org.whippletree.testkit.Allocations.assertAtMost;

import com.hazelcast.config.SerializationConfig;
import com.hazelcast.internal.serialization.SerializationService;
import com.hazelcast.internal.serialization.impl.DefaultSerializationServiceBuilder;
import com.hazelcast.internal.serialization.impl.compact.Schema;
import com.hazelcast.internal.serialization.impl.compact.SchemaService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublicationAllocationTest {
    private static final int KEY = 48;

    private final LoadRow row = Rows.load(1, 4_711, 12);
    private final List<LoadRow> rows =
            List.of(Rows.busy(0, true, 3), Rows.busy(1, false, 0), Rows.busy(2, true, 1), Rows.busy(3, true, 2));

    @Test
    void keepingARowAllocatesItsKey() {
        LocalRows copies = new LocalRows();

        assertAtMost(KEY, () -> copies.put(row));
    }

    @Test
    void handingARowToTheWriterAllocatesItsKeyAndItsPlaceInTheOutbox() {
        Outbox outbox = new Outbox();
        Outbox.Writer writer = (key, value) -> {};

        assertAtMost(312, () -> {
            outbox.put(RowKey.load(row), row);
            write(outbox, writer);
        });
    }

    private static void write(Outbox outbox, Outbox.Writer writer) {
        try {
            outbox.writeAll(writer);
        } catch (ExchangeFailedException failed) {
            throw new AssertionError(failed);
        }
    }

    /** Knows what was written here, as a member does. */
    private static final class Schemas implements SchemaService {
        private final Map<Long, Schema> known = new HashMap<>();

        @Override
        public Schema get(long schemaId) {
            return known.get(schemaId);
        }

        @Override
        public void put(Schema schema) {
            putLocal(schema);
        }

        @Override
        public void putLocal(Schema schema) {
            known.put(schema.getSchemaId(), schema);
        }
    }

    private static SerializationService wire() {
        SerializationConfig config = new SerializationConfig();
        HazelcastSettings.rowsOnly(config);
        return new DefaultSerializationServiceBuilder()
                .setConfig(config)
                .setSchemaService(new Schemas())
                .build();
    }

    @Test
    void writingARowAllocatesItsOctets() {
        SerializationService wire = wire();

        assertAtMost(384, () -> wire.toData(row));
    }

    @Test
    void writingADigestAllocatesItsOctets() {
        SerializationService wire = wire();
        Digest digest = Digest.of(rows, 1_000);

        assertAtMost(736, () -> wire.toData(digest));
    }

    @Test
    void aDigestAllocatesALineForEachChild() {
        // Sorting allocates 16 bytes less on Java 25.
        assertAtMost(976, () -> Digest.of(rows, 1_000));
    }
}
