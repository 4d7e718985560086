package org.whippletree.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps what happens before there is a loop to deal with it. Any thread may call it. */
final class EventBacklog implements Consumer<SupervisorEvent> {
    private final List<SupervisorEvent> kept = new ArrayList<>();
    private Optional<Consumer<SupervisorEvent>> receiver = Optional.empty();

    @Override
    public synchronized void accept(SupervisorEvent event) {
        receiver.ifPresentOrElse(open -> open.accept(event), () -> kept.add(event));
    }

    /** Hands on what was kept, in its order, and from now on everything at once. */
    synchronized void handTo(Consumer<SupervisorEvent> queue) {
        kept.forEach(queue);
        kept.clear();
        receiver = Optional.of(queue);
    }
}
