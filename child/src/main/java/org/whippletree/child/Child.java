package org.whippletree.child;

import io.netty.channel.EventLoop;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.whippletree.child.accept.ConnectionQuota;
import org.whippletree.child.loop.ChildLoop;
import org.whippletree.child.report.Reporter;
import org.whippletree.config.LogLevel;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.process.ProcessFacts;
import org.whippletree.control.ChildArguments;
import org.whippletree.control.ControlClient;
import org.whippletree.control.ControlMessage;
import org.whippletree.control.ListenerDescriptor;
import org.whippletree.scoreboard.ChildId;
import org.whippletree.scoreboard.DetailRow;
import org.whippletree.scoreboard.Digest;
import org.whippletree.scoreboard.HazelcastScoreboard;
import org.whippletree.scoreboard.LoadRow;
import org.whippletree.scoreboard.Scoreboard;
import org.whippletree.scoreboard.ScoreboardAccess;

/**
 * The life of a child process, from its introduction to its exit. Owned by the event loop: whatever the supervisor says is carried
 * there first. Its phase changes in {@link #become} alone.
 */
final class Child {
    private static final long BEAT_MILLIS = 1_000;
    /** When a supervisor gives a child up that is not ready; a child without one does the same. */
    private static final long UNCONFIGURED_MILLIS = 60_000;

    private static final System.Logger LOG = System.getLogger(Child.class.getName());

    private final ChildIdentity identity;
    private final ChildLoop childLoop;
    private final EventLoop loop;
    private final Reporter reporter;
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final Consumer<LogLevel> onLogLevel;
    /** Volatile for {@link #threadsDumped} alone, which the control thread calls. */
    private volatile ControlClient control;

    /** Volatile for {@link #hello} alone, which the control thread asks for. */
    private volatile ChildPhase phase = ChildPhase.STARTING;

    private long phaseSinceMillis = System.currentTimeMillis();
    private ServerConfig config;
    private Service service;
    private Scoreboard scoreboard;
    private ScoreboardAccess scoreboardAccess;
    private Future<?> orphanDeadline;
    private long beatDueNanos;
    private Optional<ControlMessage.Leaving> leaving = Optional.empty();

    /**
     * @param onLogLevel told, on the loop, how much to log
     */
    Child(ChildIdentity identity, ChildLoop childLoop, Consumer<LogLevel> onLogLevel) {
        this.identity = identity;
        this.childLoop = childLoop;
        this.onLogLevel = onLogLevel;
        this.loop = childLoop.eventLoop();
        this.reporter = new Reporter(loop, childLoop.clock()::nowMillis, this::loadRow, this::detailRow);
    }

    /** Introduces the child to the supervisor; the rest follows from what that says. */
    void start(Path controlSocket) {
        loop.execute(() -> {
            control = ControlClient.connect(controlSocket, this::hello, new SupervisorLink(this, loop));
            beatDueNanos = System.nanoTime();
            beat();
            loop.schedule(this::leaveUnlessConfigured, UNCONFIGURED_MILLIS, TimeUnit.MILLISECONDS);
        });
    }

    /** Its supervisor died before there was a link that could be lost. */
    private void leaveUnlessConfigured() {
        if (config == null && phase == ChildPhase.STARTING) {
            become(ChildPhase.GONE, "no supervisor has said for " + UNCONFIGURED_MILLIS / 1000 + " s what to do");
        }
    }

    /** Completes with the exit code when the child has nothing left to do. */
    CompletableFuture<Integer> exitCode() {
        return exitCode;
    }

    private ControlMessage.Hello hello() {
        boolean serving = phase != ChildPhase.STARTING;
        return new ControlMessage.Hello(
                ControlMessage.PROTOCOL,
                identity.slot(),
                identity.generation(),
                identity.pid(),
                ProcessFacts.version(),
                serving);
    }

    void configure(ServerConfig resolved) {
        if (config != null) {
            LOG.log(System.Logger.Level.DEBUG, "already configured");
            return;
        }
        config = resolved;
        onLogLevel.accept(config.logLevel());
        ConnectionQuota quota = new ConnectionQuota(config.child().limits(), ThreadLocalRandom.current()::nextInt);
        service = new Service(
                childLoop,
                config,
                identity,
                () -> scoreboard != null && scoreboard.reachable(),
                this::changed,
                quota,
                () -> leave("MaxConnectionsPerChild, after " + quota.most() + " connections"));
    }

    void serve(List<ListenerDescriptor> listeners) {
        if (phase != ChildPhase.STARTING) {
            LOG.log(System.Logger.Level.WARNING, "listeners came to a child that is {0}", phase);
            return;
        }
        // Whoever gives listeners is the supervisor now.
        adopted();
        service.serve(listeners);
        become(ChildPhase.SERVING, listeners.size() + " listeners");
        control.send(new ControlMessage.Ready());
    }

    void reportTo(ScoreboardAccess access) {
        if (access.equals(scoreboardAccess)) {
            return;
        }
        scoreboardAccess = access;
        Scoreboard last = scoreboard;
        scoreboard = HazelcastScoreboard.connect(access, identity.host(), this::digestCame);
        reporter.reportTo(scoreboard);
        if (last != null) {
            // It may take its time: the member it speaks to is most likely gone.
            Thread closer = new Thread(last::close, "scoreboard-close");
            closer.setDaemon(true);
            closer.start();
        }
    }

    /** On a thread of the scoreboard. */
    private void digestCame(Digest digest) {
        loop.execute(() -> {
            if (service != null) {
                service.sharing().learn(digest);
            }
        });
    }

    void watch(int seconds) {
        reporter.watch(seconds);
    }

    /**
     * Accepts no more, finishes what is in flight, and ends.
     *
     * @param emptyQueues whether to accept until nobody waits: with the last copy of a listener its queue is lost
     */
    void drain(String reason, boolean emptyQueues) {
        if (phase == ChildPhase.STARTING) {
            become(ChildPhase.GONE, reason);
        } else if (phase == ChildPhase.SERVING) {
            become(ChildPhase.DRAINING, reason);
            service.drain(emptyQueues);
            leaveWhenQuiet();
        }
    }

    /** A sibling has died or hangs, or this child is needed after all: it takes clients, whatever the digest says. */
    void arm() {
        if (phase == ChildPhase.SERVING) {
            service.withhold(false);
            service.sharing().armNow();
        }
    }

    /** Takes no client until told otherwise. */
    void disarm() {
        if (phase == ChildPhase.SERVING) {
            service.withhold(true);
        }
    }

    /** Called on the control thread. */
    void threadsDumped() {
        control.send(new ControlMessage.ThreadsDumped());
    }

    /** Drains on its own account: {@link #become} says so, and the supervisor fills the place at once. */
    private void leave(String reason) {
        drain(reason, false);
    }

    /** Closes what is idle, answers what is in flight, and ends within the grace. */
    void stop(long graceMillis) {
        if (phase == ChildPhase.STARTING) {
            become(ChildPhase.GONE, "stop");
        } else if (phase == ChildPhase.SERVING || phase == ChildPhase.DRAINING) {
            become(ChildPhase.STOPPING, "stop within " + graceMillis + " ms");
            service.stop();
            loop.schedule(this::abort, graceMillis, TimeUnit.MILLISECONDS);
            leaveWhenQuiet();
        }
    }

    /** SIGTERM: the first drains, a second one does not wait any longer. */
    void terminate() {
        if (phase == ChildPhase.STARTING || phase == ChildPhase.SERVING) {
            leave("SIGTERM");
        } else {
            abort();
        }
    }

    private void abort() {
        if (phase == ChildPhase.DRAINING || phase == ChildPhase.STOPPING) {
            service.abort();
            become(ChildPhase.GONE, "the grace is over");
        }
    }

    private void leaveWhenQuiet() {
        boolean leaving = phase == ChildPhase.DRAINING || phase == ChildPhase.STOPPING;
        if (leaving && service.quiet()) {
            become(ChildPhase.GONE, "no client is left");
        }
    }

    /** There is a link, perhaps a new one, on which nothing has been said yet. */
    void linked() {
        leaving.ifPresent(control::send);
    }

    /** Copies of the listeners go to a supervisor that has none. */
    void lend(Consumer<List<ListenerDescriptor>> answer) {
        answer.accept(service == null ? List.of() : service.lend());
    }

    /** The copies have arrived, or never will. */
    void returned() {
        if (service != null) {
            service.returned();
        }
    }

    /** The supervisor is there again, or another one in its place. */
    void adopted() {
        if (orphanDeadline != null) {
            orphanDeadline.cancel(false);
            orphanDeadline = null;
            LOG.log(System.Logger.Level.INFO, "the supervisor is back");
        }
    }

    /** The supervisor is gone; the child goes on serving for OrphanTimeout. */
    void orphaned() {
        if (phase == ChildPhase.GONE) {
            return;
        }
        if (config == null) {
            fail("the supervisor was lost before it had said what to do");
            return;
        }
        returned();
        // Who might have retired this child cannot take that back any more.
        arm();
        if (orphanDeadline == null) {
            long timeoutMillis = config.child().orphanTimeout().toMillis();
            LOG.log(System.Logger.Level.WARNING, "the supervisor is lost; serving on for {0} ms", timeoutMillis);
            orphanDeadline = loop.schedule(
                    () -> leave("no supervisor came within OrphanTimeout"), timeoutMillis, TimeUnit.MILLISECONDS);
        }
    }

    void refused(String reason) {
        fail("the supervisor refused this child: " + reason);
    }

    /** A failure before the child serves ends it; later it changes nothing. */
    void fail(String reason) {
        fail(reason, ChildArguments.SETUP_FAILED);
    }

    /** The child could not be set up: nor could another one, unless it is a resource that lacks. */
    void fail(Throwable cause) {
        LOG.log(System.Logger.Level.ERROR, "the child cannot be set up", cause);
        fail("the child cannot be set up: " + cause, ResourceShortage.exitCode(cause));
    }

    private void fail(String reason, int code) {
        if (phase == ChildPhase.STARTING) {
            LOG.log(System.Logger.Level.ERROR, reason);
            exitCode.complete(code);
        } else {
            LOG.log(System.Logger.Level.WARNING, reason);
        }
    }

    private void changed() {
        reporter.changed();
        leaveWhenQuiet();
    }

    private void become(ChildPhase next, String reason) {
        LOG.log(System.Logger.Level.INFO, "child {0} -> {1}: {2}", phase, next, reason);
        phase = next;
        phaseSinceMillis = System.currentTimeMillis();
        if ((next == ChildPhase.DRAINING || next == ChildPhase.GONE) && leaving.isEmpty()) {
            // As soon as it is known: another child can take the place while this one finishes.
            leaving = Optional.of(new ControlMessage.Leaving(reason));
            leaving.ifPresent(control::send);
        }
        if (next == ChildPhase.GONE) {
            exitCode.complete(0);
        } else {
            reporter.publishNow();
        }
    }

    private void beat() {
        long now = System.nanoTime();
        int lagMillis = (int) Math.max(0, TimeUnit.NANOSECONDS.toMillis(now - beatDueNanos));
        if (phase == ChildPhase.SERVING) {
            service.sharing().beat();
        }
        reporter.beat(lagMillis);
        control.send(new ControlMessage.Heartbeat(lagMillis));
        beatDueNanos = now + TimeUnit.MILLISECONDS.toNanos(BEAT_MILLIS);
        loop.schedule(this::beat, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private ChildId id() {
        return new ChildId(identity.host(), identity.slot(), identity.generation());
    }

    private LoadRow loadRow(int loopLagMillis) {
        return new LoadRow(
                id(),
                identity.pid(),
                phase.shown(),
                phaseSinceMillis,
                service.gate().accepting(),
                service.gate().armed(),
                service.connections(),
                service.sharing().work(),
                service.workers().requests(),
                service.workers().bytes(),
                service.sharing().sheds(),
                service.crossed(),
                service.gate().holdOffs(),
                service.gate().acceptQueue(),
                Math.max(loopLagMillis, service.sharing().loopLagMillis()),
                System.currentTimeMillis());
    }

    private DetailRow detailRow() {
        return new DetailRow(id(), service.workers().lines(), service.members(), System.currentTimeMillis());
    }

    /** Ends what the child still holds. */
    void close() {
        if (service != null) {
            service.closeLogs();
        }
        if (scoreboard != null) {
            scoreboard.close();
        }
        if (control != null) {
            control.close();
        }
        childLoop.close();
    }
}
