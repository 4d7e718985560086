package org.whippletree.supervisor;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.whippletree.config.errorlog.ErrorLog;
import org.whippletree.scoreboard.LoadRow;
import org.whippletree.scoreboard.Scoreboard;
import org.whippletree.scoreboard.ScoreboardAccess;
import org.whippletree.supervisor.admin.Readiness;
import org.whippletree.supervisor.admin.RestartReport;
import org.whippletree.supervisor.status.ServerStatus;

/**
 * The loop that keeps the children running: one thread, one queue. Signals, process exits and messages only enqueue; the loop takes
 * one event or waits for the nearest deadline, applies it, then reconciles the children with the policy. No other thread touches
 * the children; {@link #post} and the questions ({@link #status} and its like) may be called from any.
 */
final class Supervisor {
    private static final System.Logger LOG = System.getLogger(Supervisor.class.getName());

    /** Starting it takes a processor for a second, so children that start have a chance to serve first. */
    static final long SCOREBOARD_AFTER_MILLIS = 3_000;

    private final SupervisorParts parts;
    private final BlockingQueue<SupervisorEvent> events = new LinkedBlockingQueue<>();
    private final Departures departures = new Departures();
    private final ChildLinks links = new ChildLinks();
    private final ChildPool pool;
    private final Restarts restarts;
    private final SpareChildren spares;
    private final Deaths deaths;
    private final HungChildren hung = new HungChildren();
    private final ChildReports reports;
    private final AdoptedProcesses adopted;
    private final StateKeeper keeper;
    private final StatusRequests statusRequests;
    private MemoryWatch memoryWatch;
    private SupervisorPhase phase = SupervisorPhase.RUNNING;
    private Optional<DigestTicker> digest = Optional.empty();
    private long drainedByMillis = ChildHandle.NEVER;
    private Runnable onceServing;
    private boolean adminUp;
    private long scoreboardByMillis = ChildHandle.NEVER;
    private int exitCode;

    Supervisor(SupervisorParts parts) {
        this.parts = parts;
        this.pool = new ChildPool(parts, this::post, departures);
        this.restarts = new Restarts(parts.maker(), pool, departures, links, parts.notifier());
        this.spares = new SpareChildren(pool, departures);
        this.deaths = new Deaths(parts.mode(), pool, spares);
        this.memoryWatch = MemoryWatch.of(parts.first().config().child().limits());
        this.statusRequests = new StatusRequests(parts.first(), parts.wallMillis());
        this.reports = new ChildReports(pool, links, hung);
        this.adopted = new AdoptedProcesses(pool.table());
        this.keeper = new StateKeeper(parts);
        this.onceServing = () -> {
            parts.notifier().ready(parts.first().server().pid(), statusLine(), parts.nowMillis());
            parts.whenServing().run();
        };
    }

    /** Hands an event to the loop. */
    void post(SupervisorEvent event) {
        events.add(event);
    }

    /** The state of the whole server, with rows as fresh as children answer within a second. */
    CompletionStage<ServerStatus> status() {
        return ask(SupervisorEvent.StatusAsked::new);
    }

    /** Whether the server takes clients; an answer also tells that the loop turns. */
    CompletionStage<Readiness> readiness() {
        return ask(SupervisorEvent.ReadinessAsked::new);
    }

    /** How far restarts are. */
    CompletionStage<RestartReport> restarts() {
        return ask(SupervisorEvent.RestartsAsked::new);
    }

    private <T> CompletionStage<T> ask(Function<CompletableFuture<T>, SupervisorEvent> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        post(question.apply(answer));
        return answer;
    }

    /**
     * Takes over what an earlier supervisor has left, and starts the first children that are missing.
     *
     * @param closesListeners whether children that are taken over listen where none will any more
     */
    void start(Inheritance inheritance, boolean closesListeners) {
        ErrorLog.notice(
                LOG,
                "AH00489: Whippletree/" + parts.first().server().version()
                        + " configured -- resuming normal operations");
        long now = parts.nowMillis();
        scoreboardByMillis = now + SCOREBOARD_AFTER_MILLIS;
        pool.inherit(inheritance, closesListeners, now);
        adopted.watch(inheritance);
        reconcile(now);
        keeper.pass(children(), pool.current(), now);
    }

    /** Runs the loop on the calling thread until the server has ended; returns the exit code. */
    int run() {
        try {
            loop();
        } finally {
            // Empty after a stop; otherwise a defect has ended the loop, and nobody is left to stop them.
            children().living().forEach(ChildHandle::kill);
        }
        return exitCode;
    }

    private void loop() {
        while (phase != SupervisorPhase.ENDED) {
            long beganAtMillis = parts.nowMillis();
            long waitMillis = Math.max(0, nextDeadlineMillis() - beganAtMillis);
            try {
                Optional<SupervisorEvent> event = Optional.ofNullable(events.poll(waitMillis, TimeUnit.MILLISECONDS));
                LateTurns.excuse(children(), parts.nowMillis() - beganAtMillis - waitMillis, parts.nowMillis());
                step(event);
            } catch (InterruptedException e) {
                LOG.log(System.Logger.Level.DEBUG, "an interrupt asks the server to stop", e);
                stop(parts.nowMillis(), "interrupted, shutting down", 0);
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
        if (events.isEmpty()) {
            // What waits in the queue may be the very heartbeat that is missed.
            List.copyOf(children().living()).forEach(child -> child.passDeadlines(now));
            hung.find(pool, now);
        }
        hung.pass(now);
        adopted.pass(now);
        departures.pass(now);
        memoryWatch.pass(children().living(), now);
        if (phase == SupervisorPhase.DRAINING && now >= drainedByMillis) {
            stop(now, "GracefulShutdownTimeout is over, shutting down", 0);
        }
        digest.ifPresent(ticker -> ticker.pass(children().pids(), now));
        statusRequests.pass(digest.map(DigestTicker::scoreboard), children().living(), now);
        parts.notifier().pass(this::statusLine, now);
        reconcile(now);
        keeper.pass(children(), pool.current(), now);
    }

    private String statusLine() {
        return StatusLine.of(
                phase,
                pool.target(),
                children().living(),
                digest.map(ticker -> ticker.scoreboard().snapshot()));
    }

    long nextDeadlineMillis() {
        LongStream always = LongStream.of(
                children().nextDeadlineMillis(),
                departures.nextDeadlineMillis(),
                hung.nextDeadlineMillis(),
                adopted.nextDeadlineMillis(),
                memoryWatch.nextDeadlineMillis(),
                statusRequests.nextDeadlineMillis(),
                parts.notifier().nextDeadlineMillis(),
                digest.map(DigestTicker::nextDeadlineMillis).orElse(ChildHandle.NEVER));
        LongStream byPhase = phase == SupervisorPhase.RUNNING
                ? LongStream.of(
                        pool.nextSpawnMillis(),
                        scoreboardByMillis,
                        restarts.nextDeadlineMillis(),
                        watchesSpares() ? spares.nextDeadlineMillis() : ChildHandle.NEVER)
                : LongStream.of(phase == SupervisorPhase.DRAINING ? drainedByMillis : ChildHandle.NEVER);
        return LongStream.concat(always, byPhase).min().orElseThrow();
    }

    SupervisorPhase phase() {
        return phase;
    }

    int exitCode() {
        return exitCode;
    }

    ChildTable children() {
        return pool.table();
    }

    private void reconcile(long now) {
        if (phase == SupervisorPhase.RUNNING) {
            if (watchesSpares()) {
                spares.pass(this::rows, parts.wallMillis().getAsLong(), now);
            }
            pool.reconcile(now);
            restarts.pass(this::statusLine, now);
            boolean complete = pool.complete();
            if (now >= scoreboardByMillis || (complete && scoreboardByMillis != ChildHandle.NEVER)) {
                scoreboardByMillis = ChildHandle.NEVER;
                parts.scoreboardStart().accept(this::post);
            }
            // Who is told that it is ready may ask at once how it is.
            if (complete && adminUp) {
                onceServing.run();
                onceServing = () -> {};
            }
            deaths.hopeless().ifPresent(ending -> end(ending, now));
        }
        if (phase != SupervisorPhase.RUNNING && (children().isEmpty() || departures.givenUp())) {
            become(SupervisorPhase.ENDED, children().isEmpty() ? "no child lives" : "children are given up");
        }
    }

    /** Without a scoreboard nothing is known of the load. */
    private boolean watchesSpares() {
        return digest.isPresent() && !parts.mode().singleChild();
    }

    private List<LoadRow> rows() {
        return digest.map(ticker -> ticker.scoreboard().snapshot().load()).orElse(List.of());
    }

    private void become(SupervisorPhase next, String reason) {
        ErrorLog.notice(LOG, phase + " -> " + next + ", " + reason);
        phase = next;
    }

    void signalled(String name, long now) {
        switch (name) {
            case "TERM", "INT" -> stop(now, "AH00491: caught SIG" + name + ", shutting down", 0);
            case "WINCH" -> drain(now);
            case "USR1" -> restart(RestartKind.GRACEFUL, now);
            case "HUP" -> restart(RestartKind.HARD, now);
            default -> LOG.log(System.Logger.Level.DEBUG, "SIG{0} means nothing", name);
        }
    }

    private void restart(RestartKind kind, long now) {
        if (parts.mode().singleChild()) {
            ErrorLog.notice(LOG, "no restart: the server runs with its one child only");
        } else if (phase == SupervisorPhase.RUNNING) {
            restarts.ask(kind, now);
        } else {
            ErrorLog.notice(LOG, "no restart: the server is shutting down already");
        }
    }

    void restartPrepared(NextGeneration next, long now) {
        if (phase != SupervisorPhase.RUNNING) {
            links.whenDelivered(next.generation().number(), next.abandoned());
            return;
        }
        restarts.prepared(next, now);
        memoryWatch = MemoryWatch.of(next.generation().config().child().limits());
        statusRequests.describe(next.generation());
    }

    void restartRefused(List<String> reasons, long now) {
        restarts.refused(reasons, this::statusLine, now);
    }

    void partFailed(String message, long now) {
        LOG.log(System.Logger.Level.ERROR, message);
        stop(now, "shutting down, since a part of the server could not start", 1);
    }

    /** A graceful stop: clients in the accept queues are still taken, then the port is closed and what is in flight finished. */
    private void drain(long now) {
        if (parts.mode().onTerminal()) {
            LOG.log(System.Logger.Level.DEBUG, "SIGWINCH: the size of the terminal has changed");
            return;
        }
        if (phase != SupervisorPhase.RUNNING) {
            ErrorLog.notice(LOG, "caught SIGWINCH, shutting down already");
            return;
        }
        drain("AH00492: caught SIGWINCH, shutting down gracefully", 0, now);
    }

    private void drain(String reason, int code, long now) {
        become(SupervisorPhase.DRAINING, reason);
        exitCode = code;
        // The supervisor's copy goes first: with the last one of a child the port is closed.
        links.whenDelivered(Integer.MAX_VALUE, parts.whenStopping());
        long boundMillis = pool.current().config().grace().shutdown().toMillis();
        drainedByMillis = boundMillis == 0 ? ChildHandle.NEVER : now + boundMillis;
        pool.drain(now);
        parts.notifier().stopping(statusLine(), now);
    }

    private void stop(long now, String reason, int code) {
        if (phase.compareTo(SupervisorPhase.STOPPING) >= 0) {
            ErrorLog.notice(LOG, reason + ", as it does already");
            return;
        }
        if (phase == SupervisorPhase.RUNNING) {
            // New clients are refused, and go elsewhere, as soon as the children have closed theirs.
            links.whenDelivered(Integer.MAX_VALUE, parts.whenStopping());
        }
        become(SupervisorPhase.STOPPING, reason);
        exitCode = Math.max(exitCode, code);
        departures.stop(children().living(), "the server stops", now);
        parts.notifier().stopping(statusLine(), now);
    }

    void exited(long pid, ChildExit exit, long now) {
        ChildHandle child =
                children().byPid(pid).orElseThrow(() -> new IllegalStateException("no child has pid " + pid));
        boolean expected = child.ordered() || (child.is(ChildProcessState.DRAINING) && exit.mayBeNormal());
        child.become(ChildProcessState.GONE, now, exit.inWords());
        children().remove(child);
        parts.spawned().forget(pid);
        pool.current().exceptionHook().childEnded(child, exit);
        digest.ifPresent(ticker -> ticker.gone(pid, now));
        if (phase == SupervisorPhase.RUNNING) {
            deaths.happened(child, exit, expected, now).ifPresent(ending -> end(ending, now));
        }
    }

    private void end(Deaths.Ending ending, long now) {
        if (ending.graceful()) {
            drain(ending.reason(), ending.exitCode(), now);
        } else {
            stop(now, ending.reason(), ending.exitCode());
        }
    }

    /** What children say, to whom it is told. */
    ChildReports reports() {
        return reports;
    }

    void scoreboardUp(Scoreboard scoreboard, ScoreboardAccess access, long now) {
        digest = Optional.of(new DigestTicker(scoreboard, parts.wallMillis(), now));
        links.scoreboardUp(access, children().living());
    }

    void adminUp() {
        adminUp = true;
    }

    void statusAsked(CompletableFuture<ServerStatus> answer, long now) {
        statusRequests.ask(answer, children().living(), now);
    }

    void restartsAsked(CompletableFuture<RestartReport> answer) {
        RestartReport report = restarts.report();
        // What hangs on an answer must not run on the loop.
        answer.completeAsync(() -> report);
    }

    void readinessAsked(CompletableFuture<Readiness> answer, long now) {
        Readiness readiness = ReadinessPolicy.decide(
                phase,
                List.copyOf(children().living()),
                rows(),
                now,
                parts.wallMillis().getAsLong());
        answer.completeAsync(() -> readiness);
    }
}
