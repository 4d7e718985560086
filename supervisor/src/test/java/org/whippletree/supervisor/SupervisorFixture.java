package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.whippletree.config.GracePeriods;
import org.whippletree.config.ListenAddress;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.process.ProcessFacts;
import org.whippletree.control.ControlMessage;
import org.whippletree.control.ListenerDescriptor;
import org.whippletree.control.PeerIdentity;
import org.whippletree.scoreboard.ChildId;
import org.whippletree.scoreboard.ChildState;
import org.whippletree.scoreboard.ConnectionCounts;
import org.whippletree.scoreboard.HoldOffCounts;
import org.whippletree.scoreboard.LoadRow;
import org.whippletree.scoreboard.ShedCounts;
import org.whippletree.scoreboard.WorkCounts;
import org.whippletree.supervisor.FakeLauncher.FakeProcess;
import org.whippletree.supervisor.notify.Notifier;

/** A supervisor with processes, links and a clock that the test moves. */
final class SupervisorFixture {
    /** Where wall time differs from the loop's. */
    static final long WALL_OFFSET_MILLIS = 1_000_000;

    static final int UID = 1000;
    static final long WATCHDOG_MILLIS = 60_000;
    private static final long STARTED_AT_MILLIS = 5_000_000;

    final FakeLauncher launcher = new FakeLauncher();
    final SpawnedChildren spawned = new SpawnedChildren(UID);
    final ServerConfig config;
    final List<ListenerDescriptor> listeners =
            List.of(new ListenerDescriptor(new ListenAddress("127.0.0.1", 8080), 42));
    final Supervisor supervisor;
    long nowMillis = STARTED_AT_MILLIS;
    /** Whether children send heartbeats while time passes. */
    boolean childrenSpeak = true;

    private final Map<Long, FakeLink> links = new HashMap<>();
    /** What a successor would find, the newest last. */
    final List<SavedState> saved = new ArrayList<>();

    int timesServing;
    int timesScoreboardStarted;
    int timesStopping;
    /** The numbers of the generations that were to be prepared. */
    final List<Integer> prepared = new ArrayList<>();

    int timesAdopted;
    int timesAbandoned;

    SupervisorFixture(int children, int processors, RunMode mode) {
        this(config(children, GracePeriods.defaults()), processors, mode, Notifier.none());
    }

    private SupervisorFixture(ServerConfig config, int processors, RunMode mode, Notifier notifier) {
        this(config, processors, mode, notifier, 0, Inheritance.none());
        happens(new SupervisorEvent.AdminUp());
    }

    private SupervisorFixture(
            ServerConfig config,
            int processors,
            RunMode mode,
            Notifier notifier,
            int generation,
            Inheritance inheritance) {
        this.config = config;
        supervisor = new Supervisor(new SupervisorParts(
                mode,
                generation(generation, config),
                (number, kind) -> prepared.add(number),
                processors,
                spawned,
                saved::add,
                notifier,
                () -> nowMillis,
                this::wallMillis,
                events -> timesScoreboardStarted++,
                () -> timesServing++,
                () -> timesStopping++));
        supervisor.start(inheritance, false);
    }

    /** Begins in the place of a supervisor that died. */
    static SupervisorFixture succeeding(int generation, int children, Inheritance inheritance) {
        SupervisorFixture fixture = new SupervisorFixture(
                config(children, GracePeriods.defaults()),
                children,
                RunMode.normal(),
                Notifier.none(),
                generation,
                inheritance);
        fixture.happens(new SupervisorEvent.AdminUp());
        return fixture;
    }

    /** A child of an earlier supervisor has a link to this one. */
    FakeLink comesBack(AdoptedProcess process) {
        FakeLink link = new FakeLink(new ControlMessage.Hello(
                1, process.saved().slot(), process.saved().generation(), process.pid(), "1", true));
        links.put(process.pid(), link);
        happens(new SupervisorEvent.LinkConnected(link));
        return link;
    }

    void unlink(AdoptedProcess process) {
        happens(new SupervisorEvent.LinkLost(links.get(process.pid())));
    }

    /** Tells a service manager, which is a list of the test's. */
    static SupervisorFixture watched(int children, List<String> messages) {
        Notifier notifier = Notifier.to(messages::add, OptionalLong.of(WATCHDOG_MILLIS), STARTED_AT_MILLIS);
        return new SupervisorFixture(config(children, GracePeriods.defaults()), children, RunMode.normal(), notifier);
    }

    /** The same while operators cannot ask it anything yet. */
    static SupervisorFixture watchedBeforeItsAdmin(int children, List<String> messages) {
        Notifier notifier = Notifier.to(messages::add, OptionalLong.of(WATCHDOG_MILLIS), STARTED_AT_MILLIS);
        return new SupervisorFixture(
                config(children, GracePeriods.defaults()), children, RunMode.normal(), notifier, 0, Inheritance.none());
    }

    /** As many children serve as configured. */
    static SupervisorFixture serving(int children) {
        return serving(children, GracePeriods.defaults());
    }

    static SupervisorFixture serving(int children, GracePeriods grace) {
        SupervisorFixture fixture =
                new SupervisorFixture(config(children, grace), children, RunMode.normal(), Notifier.none());
        List.copyOf(fixture.launcher.processes).forEach(fixture::becomesReady);
        return fixture;
    }

    private static ServerConfig config(int children, GracePeriods grace) {
        return TestConfigs.server(Path.of("/srv/test"), children, List.of(), grace);
    }

    Generation generation(int number, ServerConfig of) {
        return new Generation(of, StatusFacts.server(of, number, 0), listeners, launcher, ExceptionHook.none());
    }

    /** The generation that was last asked for can take over. */
    void isPrepared(int children) {
        ServerConfig next = TestConfigs.server(Path.of("/srv/test"), children, List.of());
        int number = prepared.get(prepared.size() - 1);
        happens(new SupervisorEvent.RestartPrepared(
                new NextGeneration(generation(number, next), false, () -> timesAdopted++, () -> timesAbandoned++)));
    }

    long wallMillis() {
        return nowMillis + WALL_OFFSET_MILLIS;
    }

    void happens(SupervisorEvent event) {
        supervisor.post(event);
        supervisor.settle();
    }

    /** Lets time pass, as the loop sees it: deadline by deadline. */
    void passes(long millis) {
        long end = nowMillis + millis;
        if (childrenSpeak) {
            supervisor.children().living().forEach(child -> child.excuse(end + ChildHandle.SILENCE_MILLIS));
        }
        while (supervisor.phase() != SupervisorPhase.ENDED && supervisor.nextDeadlineMillis() <= end) {
            nowMillis = Math.max(nowMillis, supervisor.nextDeadlineMillis());
            supervisor.settle();
        }
        nowMillis = end;
    }

    FakeLink connects(FakeProcess process, boolean serving) {
        ControlMessage.Hello hello =
                new ControlMessage.Hello(1, process.slot, process.generation, process.pid(), "1", serving);
        assertEquals(
                0,
                spawned.refusal(hello, new PeerIdentity(process.pid(), UID)).stream()
                        .count());
        FakeLink link = new FakeLink(hello);
        happens(new SupervisorEvent.LinkConnected(link));
        return link;
    }

    /** One after the other, those too that are started meanwhile. */
    void allStartingBecomeReady(Runnable beforeEach) {
        for (int index = 0; index < launcher.processes.size(); index++) {
            FakeProcess process = launcher.processes.get(index);
            boolean starting = supervisor
                    .children()
                    .byPid(process.pid())
                    .filter(child -> child.is(ChildProcessState.STARTING))
                    .isPresent();
            if (starting) {
                beforeEach.run();
                becomesReady(process);
            }
        }
    }

    FakeLink becomesReady(FakeProcess process) {
        FakeLink link = connects(process, false);
        happens(new SupervisorEvent.ListenersDelivered(link));
        says(link, new ControlMessage.Ready());
        return link;
    }

    void says(FakeLink link, ControlMessage message) {
        happens(new SupervisorEvent.MessageReceived(link, message));
    }

    void exits(FakeProcess process, int value) {
        process.exits(value);
        supervisor.settle();
    }

    /** The state of the child in a slot. */
    ChildProcessState state(int slot) {
        return supervisor.children().living().stream()
                .filter(child -> child.slot() == slot)
                .findAny()
                .map(ChildHandle::state)
                .orElse(ChildProcessState.GONE);
    }

    LoadRow row(FakeProcess process, int busy) {
        return new LoadRow(
                new ChildId(ProcessFacts.host(), process.slot, 0),
                process.pid(),
                ChildState.SERVING,
                wallMillis(),
                true,
                true,
                new ConnectionCounts(0, busy, 0, 0, 0, 0),
                new WorkCounts(busy, 25 - busy, 0, busy, 1),
                0,
                0,
                ShedCounts.none(),
                0,
                HoldOffCounts.none(),
                0,
                0,
                wallMillis());
    }
}
