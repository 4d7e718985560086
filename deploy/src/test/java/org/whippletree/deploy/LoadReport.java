package org.whippletree.deploy;

import java.util.List;
import java.util.Map;

/**
 * What clients have seen.
 *
 * @param answers good answers by pid of the child
 * @param losses every exchange that did not end with a good answer
 */
record LoadReport(Map<Long, Long> answers, List<Loss> losses) {
    /**
     * An exchange that went wrong.
     *
     * @param child the pid of the child behind the connection, -1 if it had not answered yet
     * @param connectingAtNanos when the client began to open the connection, by {@link System#nanoTime}
     */
    record Loss(long child, long connectingAtNanos, String what) {
        static final long UNKNOWN = -1;
    }

    long total() {
        return answers.values().stream().mapToLong(Long::longValue).sum();
    }
}
