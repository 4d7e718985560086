package org.whippletree.scoreboard;

/** A scoreboard within one process: for a single child in the foreground, and for tests. Any thread. */
public final class InMemoryScoreboard implements Scoreboard {
    private final LocalRows rows = new LocalRows();
    private volatile Digest digest = Digest.none();

    @Override
    public void publish(LoadRow row) {
        rows.put(row);
    }

    @Override
    public void publish(DetailRow row) {
        rows.put(row);
    }

    @Override
    public void publish(Digest newest) {
        digest = newest;
    }

    @Override
    public void remove(ChildId child) {
        rows.remove(child);
    }

    @Override
    public Digest digest() {
        return digest;
    }

    @Override
    public ScoreboardSnapshot snapshot() {
        return rows.snapshot();
    }

    @Override
    public boolean reachable() {
        return true;
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
