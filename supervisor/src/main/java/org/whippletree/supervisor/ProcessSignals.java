package org.whippletree.supervisor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The signals that the supervisor takes, for as long as this is open; each only calls the consumer, on a thread of the JVM, with
 * the signal's name without SIG.
 */
@SuppressWarnings("sunapi")
final class ProcessSignals implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ProcessSignals.class.getName());
    /** Those not acted on are taken too: HUP and USR1 would end a process that leaves them alone. */
    private static final List<String> TAKEN = List.of("TERM", "INT", "HUP", "USR1", "WINCH");

    private final Map<Signal, SignalHandler> previous = new LinkedHashMap<>();

    private ProcessSignals() {}

    static ProcessSignals take(Consumer<String> consumer) {
        ProcessSignals signals = new ProcessSignals();
        for (String name : TAKEN) {
            Signal signal = new Signal(name);
            try {
                signals.previous.put(signal, Signal.handle(signal, taken -> consumer.accept(taken.getName())));
            } catch (IllegalArgumentException e) {
                LOG.log(System.Logger.Level.WARNING, "the JVM keeps SIG" + name + " to itself (-Xrs)", e);
            }
        }
        return signals;
    }

    @Override
    public void close() {
        previous.forEach(Signal::handle);
    }
}
