package org.whippletree.supervisor;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.whippletree.config.errorlog.ErrorLog;
import org.whippletree.control.ChildLink;
import org.whippletree.control.ControlMessage;
import org.whippletree.scoreboard.LoadRow;
import org.whippletree.scoreboard.Scoreboard;
import org.whippletree.scoreboard.ScoreboardAccess;
import org.whippletree.supervisor.admin.Readiness;
import org.whippletree.supervisor.status.ServerStatus;

/**
 * The loop that keeps the children running: one thread, one queue. Signals, process exits and messages only enqueue; the loop takes
 * one event or waits for the nearest deadline, applies it, then reconciles the children with the policy. No other thread touches
 * the children; {@link #post} and {@link #status} may be called from any.
 */
final class Supervisor {
    private static final System.Logger LOG = System.getLogger(Supervisor.class.getName());

    private final SupervisorParts parts;
    private final PoolPolicy policy;
    private final BlockingQueue<SupervisorEvent> events = new LinkedBlockingQueue<>();
    private final ChildTable table = new ChildTable();
    /** Links on which listeners travel: their descriptors must stay open meanwhile. */
    private final Set<ChildLink> delivering = new HashSet<>();

    private final StatusRequests statusRequests;
    private final MemoryWatch memoryWatch;
    private SupervisorPhase phase = SupervisorPhase.RUNNING;
    private RestartBackoff backoff = RestartBackoff.none();
    private Optional<ControlMessage.ScoreboardAt> scoreboardAt = Optional.empty();
    private Optional<DigestTicker> digest = Optional.empty();
    private Optional<StopTimeline> stop = Optional.empty();
    private Runnable onceServing;
    private int exitCode;

    Supervisor(SupervisorParts parts) {
        this.parts = parts;
        this.policy = parts.policy();
        this.memoryWatch = MemoryWatch.of(parts.config().child().limits());
        this.statusRequests =
                new StatusRequests(parts.server(), StatusFacts.balancers(parts.config()), parts.wallMillis());
        this.onceServing = () -> {
            parts.notifier().ready(parts.server().pid(), statusLine(), parts.nowMillis());
            parts.whenServing().run();
        };
    }

    /** Hands an event to the loop. */
    void post(SupervisorEvent event) {
        events.add(event);
    }

    /** The state of the whole server, with rows as fresh as children answer within a second. */
    CompletionStage<ServerStatus> status() {
        CompletableFuture<ServerStatus> answer = new CompletableFuture<>();
        post(new SupervisorEvent.StatusAsked(answer));
        return answer;
    }

    /** Whether the server takes clients; an answer also tells that the loop turns. */
    CompletionStage<Readiness> readiness() {
        CompletableFuture<Readiness> answer = new CompletableFuture<>();
        post(new SupervisorEvent.ReadinessAsked(answer));
        return answer;
    }

    /** Starts the first children. */
    void start() {
        ErrorLog.notice(
                LOG, "AH00489: Whippletree/" + parts.server().version() + " configured -- resuming normal operations");
        reconcile(parts.nowMillis());
    }

    /** Runs the loop on the calling thread until the server has ended; returns the exit code. */
    int run() {
        try {
            loop();
        } finally {
            // Empty after a stop; otherwise a defect has ended the loop, and nobody is left to stop them.
            table.living().forEach(ChildHandle::kill);
        }
        return exitCode;
    }

    private void loop() {
        while (phase != SupervisorPhase.ENDED) {
            long waitMillis = Math.max(0, nextDeadlineMillis() - parts.nowMillis());
            try {
                step(Optional.ofNullable(events.poll(waitMillis, TimeUnit.MILLISECONDS)));
            } catch (InterruptedException e) {
                LOG.log(System.Logger.Level.DEBUG, "an interrupt asks the server to stop", e);
                beginStop(parts.nowMillis(), "interrupted, shutting down", 0);
            }
        }
    }

    /** Applies what has been posted and what is due; does not wait. */
    void settle() {
        do {
            step(Optional.ofNullable(events.poll()));
        } while (!events.isEmpty());
    }

    private void step(Optional<SupervisorEvent> event) {
        long now = parts.nowMillis();
        event.ifPresent(happened -> happened.applyTo(this, now));
        List.copyOf(table.living()).forEach(child -> child.passDeadlines(now));
        stop.ifPresent(timeline -> timeline.pass(table.living(), now));
        digest.ifPresent(ticker -> ticker.pass(table.pids(), now));
        statusRequests.pass(digest.map(DigestTicker::scoreboard), table.living(), now);
        memoryWatch.pass(table.living(), now);
        parts.notifier().pass(this::statusLine, now);
        reconcile(now);
    }

    private String statusLine() {
        return StatusLine.of(
                phase,
                policy.target(),
                table.living(),
                digest.map(ticker -> ticker.scoreboard().snapshot()));
    }

    long nextDeadlineMillis() {
        long nearest = Math.min(table.nextDeadlineMillis(), statusRequests.nextDeadlineMillis());
        nearest = Math.min(nearest, parts.notifier().nextDeadlineMillis());
        nearest = Math.min(nearest, memoryWatch.nextDeadlineMillis());
        nearest = Math.min(nearest, digest.map(DigestTicker::nextDeadlineMillis).orElse(ChildHandle.NEVER));
        nearest = Math.min(nearest, stop.map(StopTimeline::nextDeadlineMillis).orElse(ChildHandle.NEVER));
        boolean spawnWaits = phase == SupervisorPhase.RUNNING && policy.toSpawn(table.pool()) > 0;
        return spawnWaits ? Math.min(nearest, backoff.notBeforeMillis()) : nearest;
    }

    SupervisorPhase phase() {
        return phase;
    }

    int exitCode() {
        return exitCode;
    }

    ChildTable children() {
        return table;
    }

    private void reconcile(long now) {
        if (phase == SupervisorPhase.RUNNING) {
            spawnMissing(now);
        } else if (table.isEmpty() || stop.filter(StopTimeline::givenUp).isPresent()) {
            become(SupervisorPhase.ENDED, table.isEmpty() ? "no child lives" : "children are given up");
        }
    }

    private void become(SupervisorPhase next, String reason) {
        ErrorLog.notice(LOG, phase + " -> " + next + ", " + reason);
        phase = next;
    }

    private void spawnMissing(long now) {
        while (now >= backoff.notBeforeMillis() && policy.toSpawn(table.pool()) > 0) {
            int slot = table.lowestFreeSlot();
            try {
                ChildProcess process = parts.spawned().launch(parts.launcher(), slot, parts.generation());
                ChildHandle child = new ChildHandle(slot, parts.generation(), process, now);
                table.add(child);
                LOG.log(System.Logger.Level.INFO, child + " started");
                process.exit()
                        .thenAccept(
                                value -> post(new SupervisorEvent.ChildExited(process.pid(), new ChildExit(value))));
            } catch (IOException e) {
                backoff = backoff.afterDeath(now, 0);
                LOG.log(
                        System.Logger.Level.ERROR,
                        "AH00481: could not start a child process (" + e.getMessage() + "); trying again in "
                                + backoff.delayMillis() + " ms");
                return;
            }
        }
    }

    void signalled(String name, long now) {
        if (!name.equals("TERM") && !name.equals("INT")) {
            ErrorLog.notice(LOG, "SIG" + name + " is not supported yet and changes nothing");
        } else if (phase == SupervisorPhase.RUNNING) {
            beginStop(now, "AH00491: caught SIG" + name + ", shutting down", 0);
        } else {
            ErrorLog.notice(LOG, "caught SIG" + name + ", shutting down already");
        }
    }

    void partFailed(String message, long now) {
        LOG.log(System.Logger.Level.ERROR, message);
        if (phase == SupervisorPhase.RUNNING) {
            beginStop(now, "shutting down, since a part of the server could not start", 1);
        }
    }

    private void beginStop(long now, String reason, int code) {
        if (phase != SupervisorPhase.RUNNING) {
            return;
        }
        become(SupervisorPhase.STOPPING, reason);
        exitCode = code;
        if (delivering.isEmpty()) {
            // New clients are refused, and go elsewhere, as soon as the children have closed theirs.
            parts.whenStopping().run();
        }
        StopTimeline timeline = new StopTimeline(now);
        stop = Optional.of(timeline);
        timeline.begin(table.living(), now);
        parts.notifier().stopping(statusLine(), now);
    }

    void exited(long pid, ChildExit exit, long now) {
        ChildHandle child = table.byPid(pid).orElseThrow(() -> new IllegalStateException("no child has pid " + pid));
        boolean drained = child.is(ChildProcessState.DRAINING) && exit.normal();
        child.become(ChildProcessState.GONE, now, exit.inWords());
        table.remove(child);
        parts.spawned().forget(pid);
        parts.exceptionHook().childEnded(child, exit);
        digest.ifPresent(ticker -> ticker.gone(pid, now));
        if (phase != SupervisorPhase.RUNNING) {
            return;
        }
        if (!drained) {
            ErrorLog.notice(LOG, "AH00052: child pid " + pid + " " + exit.inWords());
        }
        if (parts.mode().singleChild()) {
            beginStop(now, "the only child has ended, shutting down", exit.normal() ? 0 : 1);
        } else if (exit.fatal() && child.generation() == parts.generation()) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "AH00050: Child " + pid + " returned a Fatal error... Server is exiting! Its own messages say why");
            beginStop(now, "shutting down, since no child can be set up", 1);
        } else if (!drained) {
            backoff = backoff.afterDeath(now, child.livedMillis(now));
        }
    }

    void connected(ChildLink link, long now) {
        Optional<ChildHandle> introduced = table.byPid(link.hello().pid());
        if (introduced.isEmpty()) {
            // It died between its introduction and this turn of the loop.
            link.close();
            return;
        }
        ChildHandle child = introduced.get();
        child.linked(link, now);
        if (phase != SupervisorPhase.RUNNING) {
            StopTimeline.askAgain(child);
            return;
        }
        boolean serving = link.hello().serving();
        if (!serving) {
            link.send(new ControlMessage.Configure(parts.config()));
        }
        scoreboardAt.ifPresent(link::send);
        if (!serving) {
            delivering.add(link);
            link.sendListeners(parts.listeners());
        } else if (child.is(ChildProcessState.STARTING)) {
            ready(child, now);
        }
    }

    void delivered(ChildLink link) {
        delivering.remove(link);
    }

    void lost(ChildLink link) {
        delivering.remove(link);
        table.byPid(link.hello().pid()).ifPresent(child -> {
            LOG.log(System.Logger.Level.DEBUG, child + " lost its link");
            child.unlinked(link);
        });
    }

    void received(ChildLink link, ControlMessage message, long now) {
        table.byPid(link.hello().pid())
                .filter(child -> child.speaksOn(link))
                .ifPresent(child -> heard(child, message, now));
    }

    private void heard(ChildHandle child, ControlMessage message, long now) {
        child.heard(now);
        if (message instanceof ControlMessage.Ready) {
            if (child.is(ChildProcessState.STARTING)) {
                ready(child, now);
            }
        } else if (message instanceof ControlMessage.Leaving leaving) {
            leaving(child, leaving.reason(), now);
        } else if (!(message instanceof ControlMessage.Heartbeat)) {
            LOG.log(System.Logger.Level.DEBUG, child + " sent " + message);
        }
    }

    private void ready(ChildHandle child, long now) {
        child.become(ChildProcessState.READY, now, "accepts clients after " + child.livedMillis(now) + " ms");
        if (table.count(ChildProcessState.READY) == policy.target()) {
            onceServing.run();
            onceServing = () -> {};
        }
    }

    private static void leaving(ChildHandle child, String reason, long now) {
        if (child.is(ChildProcessState.DRAINING)) {
            return;
        }
        // One that never served has lost nothing: its place is filled, with its delay, when it is gone.
        ChildProcessState next =
                child.is(ChildProcessState.READY) ? ChildProcessState.DRAINING : ChildProcessState.STOPPING;
        if (child.state().mayBecome(next)) {
            child.become(next, now, "leaves: " + reason);
        }
    }

    void scoreboardUp(Scoreboard scoreboard, ScoreboardAccess access, long now) {
        ControlMessage.ScoreboardAt message = new ControlMessage.ScoreboardAt(access.address(), access.secret());
        scoreboardAt = Optional.of(message);
        digest = Optional.of(new DigestTicker(scoreboard, parts.wallMillis(), now));
        table.living().forEach(child -> child.send(message));
    }

    void statusAsked(CompletableFuture<ServerStatus> answer, long now) {
        statusRequests.ask(answer, table.living(), now);
    }

    void readinessAsked(CompletableFuture<Readiness> answer, long now) {
        List<LoadRow> rows = digest.map(DigestTicker::scoreboard)
                .map(scoreboard -> scoreboard.snapshot().load())
                .orElse(List.of());
        Readiness readiness = ReadinessPolicy.decide(
                phase,
                List.copyOf(table.living()),
                rows,
                now,
                parts.wallMillis().getAsLong());
        // What hangs on the answer must not run on the loop.
        answer.completeAsync(() -> readiness);
    }
}
