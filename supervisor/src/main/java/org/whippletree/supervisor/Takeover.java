package org.whippletree.supervisor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.whippletree.config.ListenAddress;
import org.whippletree.control.ChildLink;
import org.whippletree.control.ControlMessage;
import org.whippletree.control.ControlServerListener;
import org.whippletree.control.ListenerDescriptor;

/**
 * The time between the start of a supervisor and its loop, when children of one that died come back and give their listeners: without
 * them nothing could be bound. What else the children say is passed on. Called on the control thread, but for {@link #await}.
 */
final class Takeover implements ControlServerListener {
    /** A child answers within half a second, unless it hangs or the machine is overloaded; meanwhile the others serve. */
    static final long PATIENCE_MILLIS = 10_000;

    private static final long LOOK_MILLIS = 50;

    private final List<SavedChild> children;
    private final ControlServerListener next;
    private final Map<Long, Inheritance.Condition> answers = new HashMap<>();
    private final Map<ListenAddress, ListenerDescriptor> listeners = new LinkedHashMap<>();
    private boolean over;

    /**
     * @param children that are awaited
     * @param next hears all that is not about listeners
     */
    Takeover(List<SavedChild> children, ControlServerListener next) {
        this.children = List.copyOf(children);
        this.next = next;
    }

    @Override
    public synchronized void connected(ChildLink link) {
        next.connected(link);
        boolean awaited =
                children.stream().anyMatch(child -> child.pid() == link.hello().pid());
        if (awaited && !over) {
            link.takeListeners();
        }
    }

    @Override
    public void received(ChildLink link, ControlMessage message) {
        next.received(link, message);
    }

    @Override
    public void lost(ChildLink link) {
        next.lost(link);
    }

    @Override
    public void listenersDelivered(ChildLink link) {
        next.listenersDelivered(link);
    }

    @Override
    public synchronized void listenersTaken(ChildLink link, List<ListenerDescriptor> taken) {
        for (ListenerDescriptor listener : taken) {
            if (over || listeners.putIfAbsent(listener.address(), listener) != null) {
                ListenerSockets.discard(listener);
            }
        }
        answers.put(link.hello().pid(), condition(link, taken));
        notifyAll();
    }

    private static Inheritance.Condition condition(ChildLink link, List<ListenerDescriptor> taken) {
        if (!taken.isEmpty()) {
            return Inheritance.Condition.SERVES;
        }
        return link.hello().serving() ? Inheritance.Condition.LEAVES : Inheritance.Condition.STARTS;
    }

    /** Waits until each child has answered or ended, but not for long; the listeners belong to the caller. */
    synchronized Inheritance await() throws InterruptedException {
        long limitNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        List<SavedChild> living = living();
        while (System.nanoTime() < limitNanos && !living.stream().allMatch(child -> answers.containsKey(child.pid()))) {
            wait(LOOK_MILLIS);
            living = living();
        }
        over = true;
        List<Inheritance.Heir> heirs = living.stream()
                .map(child -> new Inheritance.Heir(
                        new AdoptedProcess(child), answers.getOrDefault(child.pid(), Inheritance.Condition.SILENT)))
                .toList();
        return new Inheritance(heirs, new ArrayList<>(listeners.values()));
    }

    private List<SavedChild> living() {
        return children.stream().filter(SavedChild::lives).toList();
    }
}
