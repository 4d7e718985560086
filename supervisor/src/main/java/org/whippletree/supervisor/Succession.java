package org.whippletree.supervisor;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.errorlog.ErrorLog;
import org.whippletree.control.ControlServerListener;

/**
 * How a supervisor begins: as the first one of its runtime folder, or in the place of one that died and left children. Until its loop
 * runs, this keeps what those children say.
 */
final class Succession {
    private static final System.Logger LOG = System.getLogger(Succession.class.getName());
    private static final int FIRST_GENERATION = 0;

    private final int generation;
    private final EventBacklog events = new EventBacklog();
    private final Takeover takeover;

    private Succession(Optional<Predecessor> predecessor, ServerConfig config) {
        this.generation =
                predecessor.map(before -> before.generationFor(config)).orElse(FIRST_GENERATION);
        this.takeover = new Takeover(predecessor.map(Predecessor::living).orElse(List.of()), new ControlEvents(events));
    }

    /**
     * Looks for children of a supervisor that died.
     *
     * @param spawned admits them from now on
     */
    static Succession begin(StateFile state, ServerConfig config, RunMode mode, SpawnedChildren spawned)
            throws StartFailure {
        Optional<Predecessor> found = Predecessor.find(state);
        if (found.isPresent() && mode.singleChild()) {
            throw new StartFailure("children of a supervisor that has died still serve, pids "
                    + found.get().pids() + ", and -X takes none over: start without -X, or wait for OrphanTimeout");
        }
        Succession succession = new Succession(found, config);
        found.ifPresent(succession::announce);
        found.ifPresent(before -> before.living().forEach(spawned::inherit));
        return succession;
    }

    private void announce(Predecessor before) {
        ErrorLog.notice(
                LOG,
                "the supervisor before, pid " + before.state().supervisorPid()
                        + ", has died: taking over its children, pids " + before.pids()
                        + (generation == before.state().generation()
                                ? ""
                                : "; the configuration or the program has changed, so generation " + generation
                                        + " replaces them"));
    }

    /** The number of the generation that this supervisor begins with. */
    int generation() {
        return generation;
    }

    /** Hears the control socket. */
    ControlServerListener listener() {
        return takeover;
    }

    /** Waits for the children and for the listeners that they give back; at once if there are none. */
    Inheritance await() throws StartFailure {
        try {
            Inheritance inheritance = takeover.await();
            List<Long> silent = inheritance.pids(Inheritance.Condition.SILENT);
            if (!silent.isEmpty()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "children of the supervisor before do not answer, pids " + silent
                                + ": they are killed unless they do within "
                                + ChildHandle.START_TIMEOUT_MILLIS / 1000 + " s");
            }
            return inheritance;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while children of the supervisor before were awaited", e);
        }
    }

    /** Binds what was not given back. */
    static ListenerSockets.Change bind(ListenerSockets listeners, ServerConfig config, Inheritance inheritance)
            throws StartFailure {
        try {
            return listeners.change(config.listeners(), config.listenOptions());
        } catch (StartFailure e) {
            List<Long> silent = inheritance.pids(Inheritance.Condition.SILENT);
            if (silent.isEmpty()) {
                throw e;
            }
            throw new StartFailure(
                    e.getMessage() + " (children of the supervisor before may hold it, pids " + silent
                            + ", and do not answer: kill them, or wait for OrphanTimeout)",
                    e);
        }
    }

    /** Hands what was heard, and all that will be, to the loop. */
    void handTo(Consumer<SupervisorEvent> queue) {
        events.handTo(queue);
    }
}
