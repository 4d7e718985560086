package org.whippletree.scoreboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.SerializationConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A child of another version writes fewer columns, others, and some of another kind. */
class NeighboringVersionIT {
    private static ScoreboardMember member;
    private static HazelcastScoreboard child;
    private static HazelcastInstance neighbor;

    @BeforeAll
    static void aMemberAChildAndANeighbor() {
        member = ScoreboardMember.start();
        child = HazelcastScoreboard.connect(member.access(), Rows.HOST, digest -> {});
        ClientConfig config = HazelcastSettings.client(member.access());
        config.getConnectionStrategyConfig().setAsyncStart(false);
        config.setSerializationConfig(new SerializationConfig());
        config.getSerializationConfig()
                .getCompactSerializationConfig()
                .addSerializer(new OtherLoadSerializer())
                .addSerializer(new OtherDigestSerializer());
        neighbor = HazelcastClient.newHazelcastClient(config);
    }

    @AfterAll
    static void close() {
        neighbor.shutdown();
        child.close();
        member.close();
    }

    @Test
    void takesWhatItKnowsFromTheRowOfANeighboringVersion() {
        neighbor.getMap(RowKey.Kind.LOAD.mapName()).set(Rows.child(1).text(), new OtherLoad(7));

        Eventually.until(
                "the row arrives", () -> !member.scoreboard().snapshot().load().isEmpty());

        LoadRow row = member.scoreboard().snapshot().load().get(0);
        assertEquals(Rows.child(1), row.id());
        assertEquals(7, row.workersBusy());
        assertEquals(ChildState.SERVING, row.state());
        assertEquals(0, row.requests());
        assertEquals(ConnectionCounts.none(), row.connections());
    }

    @Test
    void takesADigestWithoutChildren() {
        neighbor.getMap(RowKey.Kind.DIGEST.mapName()).set(RowKey.DIGEST.text(), new OtherDigest(5));

        Eventually.until("the digest arrives", () -> child.digest().stampMillis() == 5);

        assertEquals(0, child.digest().children().size());
    }

    private record OtherLoad(int workersBusy) {}

    private record OtherDigest(long stampMillis) {}

    private static final class OtherLoadSerializer implements CompactSerializer<OtherLoad> {
        @Override
        public OtherLoad read(CompactReader reader) {
            return new OtherLoad(reader.readInt32("workersBusy"));
        }

        @Override
        public void write(CompactWriter out, OtherLoad row) {
            out.writeString("host", Rows.HOST);
            out.writeInt32("slot", 1);
            out.writeInt32("generation", 1);
            out.writeString("state", "HIBERNATING");
            out.writeString("requests", "many");
            out.writeInt32("workersBusy", row.workersBusy());
            out.writeFloat64("temperature", 36.6);
        }

        @Override
        public String getTypeName() {
            return new LoadRowSerializer().getTypeName();
        }

        @Override
        public Class<OtherLoad> getCompactClass() {
            return OtherLoad.class;
        }
    }

    private static final class OtherDigestSerializer implements CompactSerializer<OtherDigest> {
        @Override
        public OtherDigest read(CompactReader reader) {
            return new OtherDigest(reader.readInt64("stampMillis"));
        }

        @Override
        public void write(CompactWriter out, OtherDigest digest) {
            out.writeInt64("stampMillis", digest.stampMillis());
        }

        @Override
        public String getTypeName() {
            return new DigestSerializer().getTypeName();
        }

        @Override
        public Class<OtherDigest> getCompactClass() {
            return OtherDigest.class;
        }
    }
}
