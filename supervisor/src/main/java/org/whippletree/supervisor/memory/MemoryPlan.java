package org.whippletree.supervisor.memory;

import java.util.Optional;

/**
 * What all processes of the server may come to use together. Pure.
 *
 * @param supervisor the one supervisor
 * @param child each child
 * @param children the most that there may be
 */
public record MemoryPlan(JvmMemory supervisor, JvmMemory child, int children) {
    /** The sum over all processes. */
    public long neededBytes() {
        return supervisor.totalBytes() + children * child.totalBytes();
    }

    /** What to tell the operator if it is more than the limit. */
    public Optional<String> warning(long limitBytes) {
        if (neededBytes() <= limitBytes) {
            return Optional.empty();
        }
        return Optional.of("memory: the control group allows " + limitBytes / JvmMemory.MEGA
                + " MB, but this configuration may come to need " + JvmMemory.mega(neededBytes())
                + " MB: the supervisor " + supervisor.inWords() + " and " + children
                + (children == 1 ? " child " : " children of ") + child.inWords()
                + ". Under load the kernel then kills a process. Raise the limit" + fewerChildren(limitBytes)
                + ", or lower -Xmx and -XX:MaxDirectMemorySize in ChildJavaOptions");
    }

    private String fewerChildren(long limitBytes) {
        long fit = (limitBytes - supervisor.totalBytes()) / child.totalBytes();
        return fit < 1
                ? ""
                : ", or have no more than " + fit + (fit == 1 ? " child" : " children")
                        + " (StartServers, and MaxRequestWorkers / ThreadsPerChild)";
    }
}
