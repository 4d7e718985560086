package org.whippletree.scoreboard;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps Hazelcast's own lines out of the log but for failures: two of those below a warning tell the cluster's name, which is the
 * secret, and its warnings repeat at every attempt what the scoreboard says once.
 */
final class HazelcastLog {
    // Held, because the JDK forgets the level of a logger that nobody refers to.
    private static final Logger HAZELCAST = Logger.getLogger("com.hazelcast");

    private HazelcastLog() {}

    /** Again before every start, as a log that was configured anew has forgotten it; a log that lets warnings pass keeps them. */
    static void quiet() {
        Level level = HAZELCAST.getLevel();
        if (level == null || level.intValue() < Level.WARNING.intValue()) {
            HAZELCAST.setLevel(Level.SEVERE);
        }
    }
}
