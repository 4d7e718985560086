package org.whippletree.scoreboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.scoreboard.Rows.load;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.SerializationConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScoreboardTrustIT {
    private static CapturedLog log;
    private static ScoreboardMember member;

    @BeforeAll
    static void aMember() {
        log = new CapturedLog(Level.ALL);
        member = ScoreboardMember.start();
    }

    @AfterAll
    static void close() {
        member.close();
        log.close();
    }

    @Test
    void listensOnLoopbackOnly() {
        assertTrue(member.access().address().startsWith("127.0.0.1:"));
    }

    @Test
    void hasASecretOf128Bits() {
        assertTrue(member.access().secret().matches("[0-9a-f]{32}"));
    }

    @Test
    void hidesTheSecretInText() {
        assertFalse(member.access().toString().contains(member.access().secret()));
    }

    @Test
    void doesNotLetAClientWithAnotherSecretIn() {
        ScoreboardAccess wrong = new ScoreboardAccess(member.access().address(), "0".repeat(32));
        try (HazelcastScoreboard stranger = HazelcastScoreboard.connect(wrong, Rows.HOST, digest -> {})) {
            stranger.publish(load(1, 101, 1));

            Eventually.until(
                    "the loss is said", () -> !log.linesWith("scoreboard lost").isEmpty());

            assertFalse(stranger.reachable());
            assertEquals(List.of(), member.scoreboard().snapshot().load());
        }
    }

    @Test
    void doesNotReadASerializedObject() {
        HazelcastInstance insider = client(new SerializationConfig());
        HazelcastInstance reader =
                client(HazelcastSettings.client(member.access()).getSerializationConfig());
        try (HazelcastScoreboard child = HazelcastScoreboard.connect(member.access(), Rows.HOST, digest -> {})) {
            insider.getMap(RowKey.Kind.LOAD.mapName()).set("host/9/1", new Gadget());

            assertThrows(
                    HazelcastSerializationException.class,
                    () -> reader.getMap(RowKey.Kind.LOAD.mapName()).get("host/9/1"));

            child.publish(load(8, 108, 1));
            Eventually.until(
                    "the member goes on reading rows",
                    () -> member.scoreboard().snapshot().load().contains(load(8, 108, 1)));
            assertEquals(0, Gadget.READ.get());
            member.scoreboard().remove(Rows.child(8));
        } finally {
            insider.shutdown();
            reader.shutdown();
        }
    }

    @Test
    void writesTheSecretIntoNoLogLine() {
        try (HazelcastScoreboard child = HazelcastScoreboard.connect(member.access(), Rows.HOST, digest -> {})) {
            Eventually.until("the child is connected", child::reachable);
        }

        assertEquals(List.of(), log.linesWith(member.access().secret()));
    }

    private static HazelcastInstance client(SerializationConfig serialization) {
        ClientConfig config = HazelcastSettings.client(member.access());
        config.setSerializationConfig(serialization);
        config.getConnectionStrategyConfig().setAsyncStart(false);
        return HazelcastClient.newHazelcastClient(config);
    }

    /** Counts how often one was made from bytes. */
    private static final class Gadget implements Serializable {
        private static final long serialVersionUID = 1;
        private static final AtomicInteger READ = new AtomicInteger();

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            READ.incrementAndGet();
        }
    }
}
