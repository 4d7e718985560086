package org.whippletree.control;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.whippletree.config.ListenAddress;

/**
 * The order of a link's deliveries: announce the listeners, then send each descriptor after the one before was acknowledged, one
 * delivery after the other. Knows no socket. Owned by the control thread.
 */
final class DescriptorSender {
    private static final System.Logger LOG = System.getLogger(DescriptorSender.class.getName());

    private final Consumer<ControlMessage> announcement;
    private final Runnable delivered;
    private final Queue<List<ListenerDescriptor>> deliveries = new ArrayDeque<>();
    private State state = State.NO_CONNECTION;
    private IntConsumer connection = descriptor -> {};
    private int next;

    private enum State {
        /** The child has not opened its descriptor connection yet. */
        NO_CONNECTION,
        /** Nothing is under way. */
        IDLE,
        /** A descriptor was sent and its acknowledgment has not come. */
        SENT
    }

    /**
     * Sends through what it is given.
     *
     * @param announcement takes the message that announces a delivery
     * @param delivered told after the last acknowledgment of a delivery
     */
    DescriptorSender(Consumer<ControlMessage> announcement, Runnable delivered) {
        this.announcement = announcement;
        this.delivered = delivered;
    }

    void deliver(List<ListenerDescriptor> listeners) {
        deliveries.add(List.copyOf(listeners));
        if (deliveries.size() == 1) {
            announce();
            advance();
        }
    }

    /** The descriptor connection is there; false if there was one before, which only a confused child does. */
    boolean opened(IntConsumer descriptorConnection) {
        if (state != State.NO_CONNECTION) {
            return false;
        }
        connection = descriptorConnection;
        become(State.IDLE, "the descriptor connection is open");
        advance();
        return true;
    }

    /** The child has descriptor number {@code index}; false if that is not the one under way. */
    boolean acknowledged(int index) {
        if (state != State.SENT || index != next) {
            return false;
        }
        become(State.IDLE, "descriptor " + index + " arrived");
        next++;
        advance();
        return true;
    }

    private void announce() {
        List<ListenAddress> addresses =
                deliveries.element().stream().map(ListenerDescriptor::address).toList();
        next = 0;
        announcement.accept(new ControlMessage.Listeners(addresses));
    }

    private void advance() {
        while (!deliveries.isEmpty() && state != State.SENT) {
            List<ListenerDescriptor> listeners = deliveries.element();
            if (next == listeners.size()) {
                finish();
            } else if (state == State.IDLE) {
                become(State.SENT, "sending " + listeners.get(next).address());
                connection.accept(listeners.get(next).descriptor());
            } else {
                return;
            }
        }
    }

    private void finish() {
        deliveries.remove();
        delivered.run();
        if (!deliveries.isEmpty()) {
            announce();
        }
    }

    private void become(State newState, String reason) {
        LOG.log(System.Logger.Level.DEBUG, "descriptors: {0} -> {1}: {2}", state, newState, reason);
        state = newState;
    }
}
