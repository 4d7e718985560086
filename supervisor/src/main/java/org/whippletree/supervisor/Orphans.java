package org.whippletree.supervisor;

import java.util.List;
import org.whippletree.config.FilePaths;

/** Children that have outlived their supervisor, and whom no other one has taken over yet. For the command line; any thread. */
public final class Orphans {
    private final List<AdoptedProcess> processes;

    private Orphans(List<AdoptedProcess> processes) {
        this.processes = processes;
    }

    /** Nobody. */
    public static Orphans none() {
        return new Orphans(List.of());
    }

    /** Those of a runtime folder; whoever asks makes sure that no supervisor lives there, whose children they would be. */
    public static Orphans of(FilePaths paths) {
        return new Orphans(Predecessor.find(new StateFile(paths.stateFile()))
                .map(before -> before.living().stream().map(AdoptedProcess::new).toList())
                .orElse(List.of()));
    }

    /** Those that still live. */
    public List<Long> pids() {
        return processes.stream()
                .filter(process -> !process.ended())
                .map(AdoptedProcess::pid)
                .toList();
    }

    /** Lets them finish what is in flight and end; the second time they do not wait any longer. */
    public void terminate() {
        processes.forEach(AdoptedProcess::terminate);
    }

    /** Sends SIGKILL. */
    public void kill() {
        processes.forEach(AdoptedProcess::kill);
    }
}
