package org.whippletree.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Requests that begin at a fixed pace, whatever becomes of those before; each on a new connection, which its client closes. */
final class PacedLoad {
    private final SelectorLoop loop;
    private final int port;
    private final Requests requests;
    private final long paceNanos;
    private final int wanted;
    /** Used on the loop only. */
    private final List<SingleClient> clients = new ArrayList<>();

    private PacedLoad(SelectorLoop loop, int port, Requests requests, int perSecond, int wanted) {
        this.loop = loop;
        this.port = port;
        this.requests = requests;
        this.paceNanos = 1_000_000_000L / perSecond;
        this.wanted = wanted;
    }

    /** Begins; so many a second until so many have begun. */
    static PacedLoad start(SelectorLoop loop, int port, Requests requests, int perSecond, int wanted) {
        PacedLoad load = new PacedLoad(loop, port, requests, perSecond, wanted);
        loop.post(load::next);
        return load;
    }

    private void next() {
        if (clients.size() < wanted) {
            loop.after(paceNanos, this::next);
            clients.add(SingleClient.asking(loop, port, requests.next()));
            clients.stream().filter(client -> client.answers() > 0).forEach(SingleClient::close);
        }
    }

    /** Waits until each is answered, or will not be. */
    List<SingleClient> await() {
        Await.until(
                "the end of " + wanted + " requests",
                () -> loop.call(
                        () -> clients.size() == wanted && clients.stream().allMatch(client -> client.settled(1))));
        return loop.call(() -> {
            clients.forEach(SingleClient::close);
            return List.copyOf(clients);
        });
    }

    /** Begins, waits for the end, and says why requests were lost. */
    static List<String> losses(List<SingleClient> clients) {
        return clients.stream()
                .map(SingleClient::loss)
                .flatMap(Optional::stream)
                .toList();
    }
}
