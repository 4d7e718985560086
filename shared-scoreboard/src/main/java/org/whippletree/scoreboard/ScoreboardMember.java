package org.whippletree.scoreboard;

import com.hazelcast.cluster.Address;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The supervisor's Hazelcast member: it holds the rows, in memory, for as long as the supervisor lives. It listens on loopback, on a
 * free port, and admits who knows its secret.
 */
public final class ScoreboardMember implements AutoCloseable {
    private static final int SECRET_BYTES = 16;

    private final ScoreboardAccess access;
    private final MemberScoreboard scoreboard;

    private ScoreboardMember(ScoreboardAccess access, MemberScoreboard scoreboard) {
        this.access = access;
        this.scoreboard = scoreboard;
    }

    /** Blocks for a second or two. */
    public static ScoreboardMember start() {
        return start(randomSecret());
    }

    static ScoreboardMember start(String secret) {
        HazelcastLog.quiet();
        HazelcastInstance hazelcast = Hazelcast.newHazelcastInstance(HazelcastSettings.member(secret));
        Address address = hazelcast.getCluster().getLocalMember().getAddress();
        ScoreboardAccess access = new ScoreboardAccess(address.getHost() + ":" + address.getPort(), secret);
        return new ScoreboardMember(access, MemberScoreboard.on(hazelcast));
    }

    private static String randomSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /** For the children, over the control channel only. */
    public ScoreboardAccess access() {
        return access;
    }

    /** The supervisor's view; it ends with the member. */
    public Scoreboard scoreboard() {
        return scoreboard;
    }

    @Override
    public void close() {
        scoreboard.close();
    }
}
