package org.whippletree.scoreboard;

import com.hazelcast.core.HazelcastInstance;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Carries rows to the shared maps: one thread, "scoreboard", owns the Hazelcast instance and has one write in flight. Others only
 * put rows into the outbox and events into the queue.
 */
final class ScoreboardLink implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ScoreboardLink.class.getName());
    private static final long FIRST_ANSWER_MILLIS = 5_000;
    private static final long RETRY_MILLIS = 500;
    private static final long CLOSE_STEP_MILLIS = 700;

    private final LinkPeer peer;
    private final Outbox outbox = new Outbox();
    private final BlockingQueue<LinkEvent> events = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "scoreboard");
    private volatile LinkState state = LinkState.CONNECTING;
    private volatile Optional<HazelcastInstance> hazelcast = Optional.empty();
    private Optional<SharedMaps> maps = Optional.empty();

    ScoreboardLink(LinkPeer peer) {
        this.peer = peer;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void put(RowKey key, Object row) {
        if (outbox.put(key, row)) {
            events.add(LinkEvent.ROWS);
        }
    }

    void remove(RowKey key) {
        if (outbox.remove(key)) {
            events.add(LinkEvent.ROWS);
        }
    }

    void removeOnly(RowKey key, Object row) {
        if (outbox.removeOnly(key, row)) {
            events.add(LinkEvent.ROWS);
        }
    }

    boolean connected() {
        return state == LinkState.CONNECTED;
    }

    private void run() {
        try {
            HazelcastInstance opened = peer.open(events::add);
            hazelcast = Optional.of(opened);
            while (state != LinkState.CLOSED) {
                apply(nextEvent(), opened);
            }
        } catch (RuntimeException unexpected) {
            LOG.log(Level.ERROR, "the scoreboard ends: each child acts on its own numbers", unexpected);
            become(LinkState.CLOSED, "an error");
        } finally {
            terminate();
        }
    }

    /** At once, without a word to the other side, which may be frozen. */
    private void terminate() {
        hazelcast.ifPresent(opened -> opened.getLifecycleService().terminate());
    }

    private void apply(LinkEvent event, HazelcastInstance opened) {
        try {
            switch (event) {
                case MEMBER_CAME -> attach(opened);
                case MEMBER_WENT -> lose("the member is gone");
                case TICK -> retry(opened);
                case ROWS, CLOSE -> {}
            }
            if (state == LinkState.CONNECTED) {
                outbox.writeAll(maps.orElseThrow()::write);
            }
        } catch (ExchangeFailedException failed) {
            lose(failed.getMessage());
        }
        // Only close() interrupts this thread.
        if (event == LinkEvent.CLOSE || Thread.currentThread().isInterrupted()) {
            become(LinkState.CLOSED, "this process closes it");
        }
    }

    private void retry(HazelcastInstance opened) throws ExchangeFailedException {
        switch (state) {
            case CONNECTING -> become(LinkState.LOST, "no member answered within " + FIRST_ANSWER_MILLIS + " ms");
            case LOST -> {
                // An instance that was shut down answers some calls still, and none that matters.
                if (opened.getLifecycleService().isRunning()) {
                    attach(opened);
                }
            }
            case CONNECTED, CLOSED -> {}
        }
    }

    private void attach(HazelcastInstance opened) throws ExchangeFailedException {
        if (maps.isEmpty()) {
            SharedMaps made = SharedMaps.of(opened);
            peer.subscribe(made);
            maps = Optional.of(made);
        }
        peer.refresh(maps.orElseThrow());
        outbox.rewind();
        become(LinkState.CONNECTED, "the member answers");
    }

    private void lose(String reason) {
        if (state == LinkState.CONNECTED && !Thread.currentThread().isInterrupted()) {
            become(LinkState.LOST, reason);
        }
    }

    private void become(LinkState next, String reason) {
        LinkState old = state;
        state = next;
        if (next == LinkState.LOST) {
            LOG.log(
                    Level.WARNING,
                    "scoreboard lost: acting on this child''s own numbers ({0} -> {1}: {2})",
                    old,
                    next,
                    reason);
        } else if (old == LinkState.LOST && next == LinkState.CONNECTED) {
            LOG.log(Level.INFO, "scoreboard is back ({0} -> {1}: {2})", old, next, reason);
        } else if (old != next) {
            LOG.log(Level.DEBUG, "scoreboard: {0} -> {1}: {2}", old, next, reason);
        }
    }

    private LinkEvent nextEvent() {
        try {
            LinkEvent event = switch (state) {
                case CONNECTED -> events.take();
                case CONNECTING -> events.poll(FIRST_ANSWER_MILLIS, TimeUnit.MILLISECONDS);
                case LOST, CLOSED -> events.poll(RETRY_MILLIS, TimeUnit.MILLISECONDS);
            };
            return event == null ? LinkEvent.TICK : event;
        } catch (InterruptedException interrupted) {
            return LinkEvent.CLOSE;
        }
    }

    /** What was published is still written if the member answers; a frozen one is left after a few steps. */
    @Override
    public void close() {
        events.add(LinkEvent.CLOSE);
        if (!ended()) {
            thread.interrupt();
            if (!ended()) {
                // The first row of a kind waits for its schema, deaf to interrupts, until the instance ends.
                terminate();
                if (!ended()) {
                    LOG.log(Level.WARNING, "the thread of the scoreboard does not end; it is left behind");
                }
            }
        }
    }

    private boolean ended() {
        try {
            thread.join(CLOSE_STEP_MILLIS);
            return !thread.isAlive();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
