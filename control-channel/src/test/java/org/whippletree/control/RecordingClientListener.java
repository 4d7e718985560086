package org.whippletree.control;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Keeps what the client reports, for a test to wait for. */
final class RecordingClientListener implements ControlClientListener {
    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

    /** What the client answers when it is asked for listeners. */
    volatile List<ListenerDescriptor> given = List.of();

    @Override
    public void connected() {
        events.add("connected");
    }

    @Override
    public void received(ControlMessage message) {
        events.add(message);
    }

    @Override
    public void listenersReceived(List<ListenerDescriptor> listeners) {
        events.add(listeners);
    }

    @Override
    public void listenersWanted(Consumer<List<ListenerDescriptor>> answer) {
        answer.accept(given);
    }

    @Override
    public void listenersGiven() {
        events.add("listenersGiven");
    }

    @Override
    public void lost() {
        events.add("lost");
    }

    @Override
    public void refused(String reason) {
        events.add("refused: " + reason);
    }

    /** The next report, which must be this one. */
    void await(Object expected) throws InterruptedException {
        Object event = next();
        if (!expected.equals(event)) {
            throw new AssertionError("expected " + expected + ", not " + event);
        }
    }

    /** The next report, which must be of listeners. */
    List<ListenerDescriptor> awaitListeners() throws InterruptedException {
        if (!(next() instanceof List<?> listeners)) {
            throw new AssertionError("expected listeners");
        }
        return listeners.stream().map(ListenerDescriptor.class::cast).toList();
    }

    private Object next() throws InterruptedException {
        Object event = events.poll(20, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nothing was reported in time");
        }
        return event;
    }
}
