package org.whippletree.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.whippletree.config.ListenAddress;

/**
 * Brings announcements and descriptors together: they travel on two connections, so a descriptor can be seen before its
 * announcement. Knows no socket. Owned by the control thread.
 */
final class DescriptorReceiver {
    private final IntConsumer acknowledgment;
    private final Consumer<List<ListenerDescriptor>> complete;
    private final List<ListenerDescriptor> received = new ArrayList<>();
    private Optional<List<ListenAddress>> announced = Optional.empty();
    private OptionalInt early = OptionalInt.empty();

    /**
     * Reports through what it is given.
     *
     * @param acknowledgment told the index of each descriptor that came
     * @param complete given all listeners of an announcement, which are its own from then on
     */
    DescriptorReceiver(IntConsumer acknowledgment, Consumer<List<ListenerDescriptor>> complete) {
        this.acknowledgment = acknowledgment;
        this.complete = complete;
    }

    /** False if the announcement before is not complete yet. */
    boolean announced(List<ListenAddress> addresses) {
        if (announced.isPresent()) {
            return false;
        }
        announced = Optional.of(addresses);
        if (addresses.isEmpty()) {
            finish();
        } else if (early.isPresent()) {
            int descriptor = early.getAsInt();
            early = OptionalInt.empty();
            take(addresses, descriptor);
        }
        return true;
    }

    /** False if nobody waits for this descriptor; it is the caller's to close then. */
    boolean received(int descriptor) {
        if (announced.isPresent()) {
            take(announced.get(), descriptor);
            return true;
        }
        if (early.isPresent()) {
            return false;
        }
        early = OptionalInt.of(descriptor);
        return true;
    }

    /** Gives up what has not been handed on: the descriptors to close. */
    List<Integer> abandon() {
        List<Integer> descriptors = new ArrayList<>(
                received.stream().map(ListenerDescriptor::descriptor).toList());
        early.ifPresent(descriptors::add);
        received.clear();
        early = OptionalInt.empty();
        announced = Optional.empty();
        return descriptors;
    }

    private void take(List<ListenAddress> addresses, int descriptor) {
        int index = received.size();
        received.add(new ListenerDescriptor(addresses.get(index), descriptor));
        // Before the callback, so that what the callback says travels behind the acknowledgment.
        acknowledgment.accept(index);
        if (received.size() == addresses.size()) {
            finish();
        }
    }

    private void finish() {
        List<ListenerDescriptor> listeners = List.copyOf(received);
        received.clear();
        announced = Optional.empty();
        complete.accept(listeners);
    }
}
