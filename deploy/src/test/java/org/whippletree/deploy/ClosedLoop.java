package org.whippletree.deploy;

import java.util.List;
import java.util.stream.Stream;
import org.whippletree.testkit.Await;

/** Clients that each ask again as soon as they are answered, or after a pause, on raw sockets, moved by one thread. */
final class ClosedLoop implements AutoCloseable {
    private final SelectorLoop loop;
    private final List<LoopClient> clients;
    private final long beganAtNanos = System.nanoTime();

    private ClosedLoop(SelectorLoop loop, List<LoopClient> clients) {
        this.loop = loop;
        this.clients = clients;
    }

    /** Starts so many clients. */
    static ClosedLoop start(SelectorLoop loop, int port, int clients, Requests requests) {
        return start(loop, port, clients, requests, 0);
    }

    /** The same, with a pause behind each answer. */
    static ClosedLoop start(SelectorLoop loop, int port, int clients, Requests requests, int pauseMillis) {
        return loop.call(() -> {
            List<LoopClient> begun = Stream.generate(
                            () -> new LoopClient(loop, port, requests, pauseMillis * 1_000_000L))
                    .limit(clients)
                    .toList();
            begun.forEach(LoopClient::begin);
            return new ClosedLoop(loop, begun);
        });
    }

    /** Starts a client on each of these connections. */
    static ClosedLoop startOn(SelectorLoop loop, int port, List<ClientLink> links, Requests requests) {
        return loop.call(() -> {
            List<LoopClient> begun = links.stream()
                    .map(link -> new LoopClient(loop, port, requests))
                    .toList();
            for (int i = 0; i < links.size(); i++) {
                begun.get(i).beginOn(links.get(i));
            }
            return new ClosedLoop(loop, begun);
        });
    }

    /** Waits until so many answers have come in all. */
    ClosedLoop awaitAnswers(int enough) {
        Await.until(
                enough + " answers",
                () -> loop.call(() ->
                                clients.stream().mapToInt(LoopClient::answers).sum())
                        >= enough);
        return this;
    }

    /** Lets them ask for so long, in all. */
    ClosedLoop runFor(long millis) {
        Await.passing(millis - (System.nanoTime() - beganAtNanos) / 1_000_000);
        return this;
    }

    /** Nobody asks any more; waits for the answers that are on their way. */
    ClosedLoopReport stop() {
        long stoppedAtNanos = System.nanoTime();
        loop.run(() -> clients.forEach(LoopClient::stop));
        Await.until("the last answers", () -> loop.call(() -> clients.stream().allMatch(LoopClient::finished)));
        return new ClosedLoopReport(
                beganAtNanos,
                stoppedAtNanos,
                loop.call(() -> clients.stream().map(LoopClient::tally).toList()));
    }

    @Override
    public void close() {
        loop.post(() -> clients.forEach(LoopClient::stop));
    }
}
