package org.whippletree.supervisor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.whippletree.control.ControlMessage;

/**
 * Children whose event loop has said nothing for too long: what their threads do is written down, then they are killed. Owned by the
 * loop.
 */
final class HungChildren {
    private static final System.Logger LOG = System.getLogger(HungChildren.class.getName());

    private static final class Hang {
        private final ChildHandle child;
        private final long sinceMillis;
        private HangStep step = HangStep.DUMP;
        private boolean dumped;

        Hang(ChildHandle child, long sinceMillis) {
            this.child = child;
            this.sinceMillis = sinceMillis;
        }

        long nextMillis() {
            return step == HangStep.KILL
                    ? ChildHandle.NEVER
                    : sinceMillis + HangStep.values()[step.ordinal() + 1].afterMillis();
        }
    }

    private final List<Hang> hangs = new ArrayList<>();

    /** Begins to deal with children that hang. */
    void find(ChildPool pool, long nowMillis) {
        List<ChildHandle> found = pool.table().living().stream()
                .filter(child -> child.hangs(nowMillis))
                .toList();
        if (!found.isEmpty()) {
            found.forEach(child ->
                    add(child, pool.current().config().child().crashes().dumpFolder(), nowMillis));
            pool.arm();
        }
    }

    private void add(ChildHandle child, Path dumpFolder, long nowMillis) {
        Path file = dumpFolder.resolve("threads-" + child.pid() + ".txt");
        LOG.log(
                System.Logger.Level.ERROR,
                child + " hangs: its event loop has said nothing for " + ChildHandle.SILENCE_MILLIS / 1000
                        + " s; what its threads do is written to " + file + " or the error log, then it is killed");
        child.become(ChildProcessState.STOPPING, nowMillis, "its event loop hangs");
        child.send(new ControlMessage.DumpThreads(file));
        hangs.add(new Hang(child, nowMillis));
    }

    /** The child has written down what its threads do. */
    void dumped(ChildHandle child) {
        hangs.stream().filter(hang -> hang.child.pid() == child.pid()).forEach(hang -> hang.dumped = true);
    }

    long nextDeadlineMillis() {
        return hangs.stream().mapToLong(Hang::nextMillis).min().orElse(ChildHandle.NEVER);
    }

    void pass(long nowMillis) {
        hangs.removeIf(hang -> hang.child.is(ChildProcessState.GONE));
        for (Hang hang : hangs) {
            while (nowMillis >= hang.nextMillis()) {
                hang.step = HangStep.values()[hang.step.ordinal() + 1];
                press(hang);
            }
        }
    }

    private static void press(Hang hang) {
        if (hang.step == HangStep.KILL) {
            hang.child.kill();
        } else if (hang.step == HangStep.QUIT && !hang.dumped) {
            hang.child.quit();
        }
    }
}
