package org.whippletree.child;

import java.util.List;
import java.util.concurrent.Executor;
import sun.misc.Signal;

/**
 * The signals of a child. TERM drains; those that a terminal or a rotation script sends to a whole process group are the
 * supervisor's business and are ignored.
 */
@SuppressWarnings("sunapi")
final class Signals {
    private Signals() {}

    static void handle(Child child, Executor loop) {
        for (String name : List.of("INT", "HUP", "USR1", "WINCH")) {
            Signal.handle(new Signal(name), ignored -> {});
        }
        Signal.handle(new Signal("TERM"), taken -> loop.execute(child::terminate));
    }
}
