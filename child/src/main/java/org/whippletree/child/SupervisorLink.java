package org.whippletree.child;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.whippletree.control.ControlClientListener;
import org.whippletree.control.ControlMessage;
import org.whippletree.control.ListenerDescriptor;
import org.whippletree.scoreboard.ScoreboardAccess;

/** Carries what the supervisor says from the control thread to the child's event loop. */
final class SupervisorLink implements ControlClientListener {
    private static final System.Logger LOG = System.getLogger(SupervisorLink.class.getName());

    private final Child child;
    private final Executor loop;

    SupervisorLink(Child child, Executor loop) {
        this.child = child;
        this.loop = loop;
    }

    @Override
    public void connected() {
        loop.execute(child::linked);
    }

    @Override
    public void lost() {
        loop.execute(child::orphaned);
    }

    @Override
    public void refused(String reason) {
        loop.execute(() -> child.refused(reason));
    }

    @Override
    public void listenersReceived(List<ListenerDescriptor> listeners) {
        loop.execute(() -> setUp(() -> child.serve(listeners)));
    }

    @Override
    public void listenersWanted(Consumer<List<ListenerDescriptor>> answer) {
        loop.execute(() -> child.lend(answer));
    }

    @Override
    public void listenersGiven() {
        loop.execute(child::returned);
    }

    @Override
    public void received(ControlMessage message) {
        if (message instanceof ControlMessage.Configure configure) {
            loop.execute(() -> setUp(() -> child.configure(configure.config())));
        } else if (message instanceof ControlMessage.ScoreboardAt at) {
            loop.execute(() -> child.reportTo(new ScoreboardAccess(at.address(), at.secret())));
        } else if (message instanceof ControlMessage.Adopted) {
            loop.execute(child::adopted);
        } else if (message instanceof ControlMessage.Watch watch) {
            loop.execute(() -> child.watch(watch.seconds()));
        } else if (message instanceof ControlMessage.Arm) {
            loop.execute(child::arm);
        } else if (message instanceof ControlMessage.Drain drain) {
            loop.execute(() -> child.drain(drain.reason(), drain.emptyQueues()));
        } else if (message instanceof ControlMessage.Stop stop) {
            loop.execute(() -> child.stop(stop.graceMillis()));
        } else if (message instanceof ControlMessage.Disarm) {
            loop.execute(child::disarm);
        } else if (message instanceof ControlMessage.DumpThreads dump) {
            dumpThreads(dump.file());
        } else {
            LOG.log(System.Logger.Level.DEBUG, "nothing to do for {0}", message);
        }
    }

    /** On the control thread: the loop is the one that hangs. */
    private void dumpThreads(Path file) {
        try {
            ThreadDump.write(file);
            LOG.log(System.Logger.Level.WARNING, "the event loop hangs; what all threads do is in {0}", file);
            child.threadsDumped();
        } catch (IOException failure) {
            LOG.log(System.Logger.Level.WARNING, "could not write down what the threads do: " + failure);
        }
    }

    private void setUp(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | OutOfMemoryError failure) {
            child.fail(failure);
        }
    }
}
