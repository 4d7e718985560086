package org.whippletree.config.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * The signals that the supervisor takes, for as long as this is open; each only calls the consumer, on a thread of the JVM, with
 * the signal's name without SIG.
 *
 * <p>{@code sun.misc.Signal} is the JDK's one way to take a signal. It is called by its name, because no compiler switch that works
 * on every JDK lets a reference to it pass without a warning.
 */
public final class ProcessSignals implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ProcessSignals.class.getName());
    /** Those not acted on are taken too: HUP and USR1 would end a process that leaves them alone. */
    private static final List<String> TAKEN = List.of("TERM", "INT", "HUP", "USR1", "WINCH");

    private record Taken(Object signal, Object previousHandler) {}

    private final Class<?> signalType;
    private final Class<?> handlerType;
    private final Deque<Taken> taken = new ArrayDeque<>();

    private ProcessSignals() throws ReflectiveOperationException {
        this.signalType = Class.forName("sun.misc.Signal");
        this.handlerType = Class.forName("sun.misc.SignalHandler");
    }

    /** Takes the signals; a program that does not act on one of them takes it all the same, because its default would end it. */
    public static ProcessSignals take(Consumer<String> consumer) {
        try {
            ProcessSignals signals = new ProcessSignals();
            for (String name : TAKEN) {
                signals.take(name, consumer);
            }
            return signals;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this JVM lets no signal be handled (" + e
                            + "): start it without -Xrs, with module jdk.unsupported",
                    e);
        }
    }

    private void take(String name, Consumer<String> consumer) throws ReflectiveOperationException {
        InvocationHandler calls = (proxy, method, arguments) -> {
            return switch (method.getName()) {
                case "handle" -> {
                    consumer.accept(name);
                    yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == arguments[0];
                default -> "handler of SIG" + name;
            };
        };
        Object handler = Proxy.newProxyInstance(handlerType.getClassLoader(), new Class<?>[] {handlerType}, calls);
        Object signal = signalType.getConstructor(String.class).newInstance(name);
        taken.push(new Taken(signal, handle(signal, handler)));
    }

    private Object handle(Object signal, Object handler) throws ReflectiveOperationException {
        return signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
    }

    /** Gives each signal back to whoever had it. */
    @Override
    public void close() {
        while (!taken.isEmpty()) {
            Taken one = taken.pop();
            try {
                handle(one.signal(), one.previousHandler());
            } catch (ReflectiveOperationException e) {
                LOG.log(System.Logger.Level.WARNING, "could not give back a signal", e);
            }
        }
    }
}
