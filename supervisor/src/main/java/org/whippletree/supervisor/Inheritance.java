package org.whippletree.supervisor;

import java.util.List;
import org.whippletree.control.ListenerDescriptor;

/**
 * What is left of a supervisor that has died.
 *
 * @param children those that live
 * @param listeners the sockets that they gave back, each address once
 */
record Inheritance(List<Heir> children, List<ListenerDescriptor> listeners) {
    /** What a child that outlived its supervisor does. */
    enum Condition {
        /** It accepts clients. */
        SERVES,
        /** It has closed its listeners and finishes what is in flight. */
        LEAVES,
        /** It was being started, and waits for its listeners. */
        STARTS,
        /** It has not been heard of. */
        SILENT
    }

    /** One of them. */
    record Heir(AdoptedProcess process, Condition condition) {}

    Inheritance {
        children = List.copyOf(children);
        listeners = List.copyOf(listeners);
    }

    static Inheritance none() {
        return new Inheritance(List.of(), List.of());
    }

    boolean isEmpty() {
        return children.isEmpty();
    }

    List<Long> pids(Condition condition) {
        return children.stream()
                .filter(heir -> heir.condition() == condition)
                .map(heir -> heir.process().pid())
                .toList();
    }
}
