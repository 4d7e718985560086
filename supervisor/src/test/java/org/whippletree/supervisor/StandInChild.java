package org.whippletree.supervisor;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.whippletree.control.ControlClient;
import org.whippletree.control.ControlClientListener;
import org.whippletree.control.ControlMessage;
import org.whippletree.control.ListenerDescriptor;

/** A process that behaves as a child towards its supervisor, and serves nobody. */
final class StandInChild implements ControlClientListener {
    private final CompletableFuture<ControlClient> client = new CompletableFuture<>();

    private StandInChild() {}

    public static void main(String[] args) throws InterruptedException {
        StandInChild child = new StandInChild();
        int slot = Integer.parseInt(args[1]);
        int generation = Integer.parseInt(args[3]);
        long pid = ProcessHandle.current().pid();
        child.client.complete(ControlClient.connect(
                Path.of(args[5]), () -> new ControlMessage.Hello(1, slot, generation, pid, "test", false), child));
        // The thread of the client keeps no process alive.
        Thread.currentThread().join();
    }

    @Override
    public void connected() {}

    @Override
    public void received(ControlMessage message) {
        if (message instanceof ControlMessage.Stop) {
            System.exit(0);
        }
    }

    @Override
    public void listenersReceived(List<ListenerDescriptor> listeners) {
        client.join().send(new ControlMessage.Ready());
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
        System.exit(3);
    }
}
