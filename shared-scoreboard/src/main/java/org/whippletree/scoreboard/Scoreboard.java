package org.whippletree.scoreboard;

/**
 * Tells who is doing what. Advisory: no call waits for another process, none throws because of one, and any thread may call.
 *
 * <p>What is published is written soon; of several values for the same row only the newest need arrive. What is read is a local
 * copy.
 */
public interface Scoreboard extends AutoCloseable {
    /** Replaces the child's figures. */
    void publish(LoadRow row);

    /** Replaces the child's lines. */
    void publish(DetailRow row);

    /** Replaces the digest; only the supervisor does. */
    void publish(Digest digest);

    /** Takes both rows of a child away; a write of the same process that arrives late does not bring them back. */
    void remove(ChildId child);

    /** The newest digest seen; {@link Digest#none()} before the first. */
    Digest digest();

    /** All rows known here: the supervisor knows every child's, a child its own. */
    ScoreboardSnapshot snapshot();

    /** Whether the last exchange with the shared map succeeded. */
    boolean reachable();

    /** Ends within a few seconds, whatever state the other side is in; does nothing the second time. */
    @Override
    void close();
}
