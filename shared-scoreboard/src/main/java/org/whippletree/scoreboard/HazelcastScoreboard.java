package org.whippletree.scoreboard;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleListener;
import java.util.function.Consumer;

/**
 * A child's scoreboard: a Hazelcast client of the supervisor's member. It connects in the background and again whenever the member
 * was lost, which is logged once; meanwhile the newest rows wait. Any thread calls; the thread "scoreboard" does the work.
 */
public final class HazelcastScoreboard implements Scoreboard {
    private final LocalRows own = new LocalRows();
    private final ScoreboardLink link;
    private final Consumer<Digest> onDigest;
    private volatile Digest digest = Digest.none();

    private HazelcastScoreboard(ScoreboardAccess access, String host, Consumer<Digest> onDigest) {
        this.onDigest = onDigest;
        link = new ScoreboardLink(new Client(access, host));
    }

    /**
     * Returns at once. A member that has another secret never answers.
     *
     * @param host names this machine in the member's list of clients
     * @param onDigest told of each digest, on a thread of the scoreboard's: must not wait for anything
     */
    public static HazelcastScoreboard connect(ScoreboardAccess access, String host, Consumer<Digest> onDigest) {
        HazelcastScoreboard scoreboard = new HazelcastScoreboard(access, host, onDigest);
        scoreboard.link.start();
        return scoreboard;
    }

    private void seen(Digest newest) {
        digest = newest;
        onDigest.accept(newest);
    }

    @Override
    public void publish(LoadRow row) {
        own.put(row);
        link.put(RowKey.load(row), row);
    }

    @Override
    public void publish(DetailRow row) {
        own.put(row);
        link.put(RowKey.detail(row.id()), row);
    }

    @Override
    public void publish(Digest newest) {
        link.put(RowKey.DIGEST, newest);
    }

    @Override
    public void remove(ChildId child) {
        own.remove(child).load().map(RowKey::load).ifPresent(link::remove);
        link.remove(RowKey.detail(child));
    }

    @Override
    public Digest digest() {
        return digest;
    }

    @Override
    public ScoreboardSnapshot snapshot() {
        return own.snapshot();
    }

    @Override
    public boolean reachable() {
        return link.connected();
    }

    @Override
    public void close() {
        link.close();
    }

    /** Hazelcast's client behind the link. */
    private final class Client implements LinkPeer {
        private final ScoreboardAccess access;
        private final String host;

        private Client(ScoreboardAccess access, String host) {
            this.access = access;
            this.host = host;
        }

        @Override
        public HazelcastInstance open(Consumer<LinkEvent> events) {
            HazelcastLog.quiet();
            ClientConfig config = HazelcastSettings.client(access).addLabel(host);
            config.addListenerConfig(new ListenerConfig((LifecycleListener) event -> tell(event, events)));
            return HazelcastClient.newHazelcastClient(config);
        }

        private static void tell(LifecycleEvent event, Consumer<LinkEvent> events) {
            switch (event.getState()) {
                case CLIENT_CONNECTED -> events.accept(LinkEvent.MEMBER_CAME);
                case CLIENT_DISCONNECTED, SHUTDOWN -> events.accept(LinkEvent.MEMBER_WENT);
                default -> {
                    // Steps on the way.
                }
            }
        }

        @Override
        public void subscribe(SharedMaps maps) throws ExchangeFailedException {
            maps.onDigest(HazelcastScoreboard.this::seen);
        }

        @Override
        public void refresh(SharedMaps maps) throws ExchangeFailedException {
            seen(maps.digest());
        }
    }
}
