package org.whippletree.control;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A process of its own: takes listeners from the control channel and answers their clients with its pid until told to stop. */
final class ServingChild implements ControlClientListener {
    /** Ends a child whose test was killed. */
    private static final long LIFE_LIMIT_SECONDS = 120;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<ControlClient> client = new AtomicReference<>();
    private volatile boolean serving;

    private ServingChild() {}

    /** Arguments: control socket, slot, generation. */
    public static void main(String[] arguments) throws InterruptedException {
        int slot = Integer.parseInt(arguments[1]);
        int generation = Integer.parseInt(arguments[2]);
        ServingChild child = new ServingChild();
        long pid = ProcessHandle.current().pid();
        child.client.set(ControlClient.connect(
                Path.of(arguments[0]),
                () -> new ControlMessage.Hello(ControlMessage.PROTOCOL, slot, generation, pid, "test", child.serving),
                child));
        boolean told = child.stopped.await(LIFE_LIMIT_SECONDS, TimeUnit.SECONDS);
        child.client.get().close();
        System.exit(told ? 0 : 1);
    }

    @Override
    public void connected() {}

    @Override
    public void received(ControlMessage message) {
        if (message instanceof ControlMessage.Stop) {
            client.get().send(new ControlMessage.Leaving("told to stop"));
            stopped.countDown();
        }
    }

    @Override
    public void listenersReceived(List<ListenerDescriptor> listeners) {
        String answer = "served by " + ProcessHandle.current().pid();
        listeners.forEach(listener -> AnsweringAcceptor.on(listener.descriptor(), answer));
        serving = true;
        client.get().send(new ControlMessage.Ready());
    }

    @Override
    public void listenersWanted(Consumer<List<ListenerDescriptor>> answer) {
        answer.accept(List.of());
    }

    @Override
    public void listenersGiven() {}

    @Override
    public void lost() {}

    @Override
    public void refused(String reason) {
        throw new AssertionError(reason);
    }
}
