package org.whippletree.scoreboard;

import com.hazelcast.core.HazelcastInstance;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The supervisor's scoreboard, on the member itself: copies of all rows, kept by listeners. Any thread calls; the thread
 * "scoreboard" writes, a thread of Hazelcast brings the rows.
 */
final class MemberScoreboard implements Scoreboard {
    private final LocalRows rows = new LocalRows();
    private final ScoreboardLink link;
    private volatile Digest digest = Digest.none();

    private MemberScoreboard(HazelcastInstance member) {
        link = new ScoreboardLink(new Member(member));
    }

    static MemberScoreboard on(HazelcastInstance member) {
        MemberScoreboard scoreboard = new MemberScoreboard(member);
        scoreboard.link.start();
        return scoreboard;
    }

    @Override
    public void publish(LoadRow row) {
        if (rows.put(row)) {
            link.put(RowKey.load(row), row);
        }
    }

    @Override
    public void publish(DetailRow row) {
        if (rows.put(row)) {
            link.put(RowKey.detail(row.id()), row);
        }
    }

    @Override
    public void publish(Digest newest) {
        digest = newest;
        link.put(RowKey.DIGEST, newest);
    }

    @Override
    public void remove(ChildId child) {
        LocalRows.Removed removed = rows.remove(child);
        removed.load().map(RowKey::load).ifPresent(link::remove);
        // A detail row has no pid in its key: the one there may be the successor's by now.
        removed.detail().ifPresent(last -> link.removeOnly(RowKey.detail(child), last));
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
        return link.connected();
    }

    @Override
    public void close() {
        link.close();
    }

    private void changed(RowKey key, Optional<Object> row) {
        Object value = row.orElse(null);
        if (value == null) {
            rows.forget(key);
        } else if (!kept(value) && !rows.holds(key)) {
            // Written by a child that was removed meanwhile: the shared map forgets it, too.
            link.removeOnly(key, value);
        }
    }

    private boolean kept(Object row) {
        if (row instanceof LoadRow load) {
            return rows.put(load);
        }
        return row instanceof DetailRow detail && rows.put(detail);
    }

    /** The supervisor's member behind the link: always there. */
    private final class Member implements LinkPeer {
        private final HazelcastInstance member;

        private Member(HazelcastInstance member) {
            this.member = member;
        }

        @Override
        public HazelcastInstance open(Consumer<LinkEvent> events) {
            events.accept(LinkEvent.MEMBER_CAME);
            return member;
        }

        @Override
        public void subscribe(SharedMaps maps) throws ExchangeFailedException {
            maps.on(RowKey.Kind.LOAD, MemberScoreboard.this::changed);
            maps.on(RowKey.Kind.DETAIL, MemberScoreboard.this::changed);
        }

        @Override
        public void refresh(SharedMaps maps) {
            // The listeners have brought everything: they are as old as the member.
        }
    }
}
