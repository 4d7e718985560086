package org.whippletree.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whippletree.testkit.Await;

/**
 * Requests that begin at a fixed pace, whatever becomes of those before; each on a new connection, which its client closes or keeps.
 */
final class PacedLoad {
    private final SelectorLoop loop;
    private final int port;
    private final Requests requests;
    private final long paceNanos;
    private final int wanted;
    private final boolean keeps;
    /** Used on the loop only. */
    private final List<SingleClient> clients = new ArrayList<>();

    private PacedLoad(SelectorLoop loop, int port, Requests requests, int perSecond, int wanted, boolean keeps) {
        this.loop = loop;
        this.port = port;
        this.requests = requests;
        this.paceNanos = 1_000_000_000L / perSecond;
        this.wanted = wanted;
        this.keeps = keeps;
    }

    /** Begins; so many a second until so many have begun. */
    static PacedLoad start(SelectorLoop loop, int port, Requests requests, int perSecond, int wanted) {
        return begun(new PacedLoad(loop, port, requests, perSecond, wanted, false));
    }

    /** The same, and the connections stay open. */
    static PacedLoad keeping(SelectorLoop loop, int port, Requests requests, int perSecond, int wanted) {
        return begun(new PacedLoad(loop, port, requests, perSecond, wanted, true));
    }

    private static PacedLoad begun(PacedLoad load) {
        load.loop.post(load::next);
        return load;
    }

    private void next() {
        if (clients.size() < wanted) {
            loop.after(paceNanos, this::next);
            clients.add(SingleClient.asking(loop, port, requests.next()));
            closeAnswered();
        }
    }

    /** Waits until each is answered, or will not be. */
    List<SingleClient> await() {
        Await.until(
                "the end of " + wanted + " requests",
                () -> loop.call(
                        () -> clients.size() == wanted && clients.stream().allMatch(client -> client.settled(1))));
        return loop.call(() -> {
            closeAnswered();
            return List.copyOf(clients);
        });
    }

    private void closeAnswered() {
        if (!keeps) {
            clients.stream().filter(client -> client.answers() > 0).forEach(SingleClient::close);
        }
    }

    /** Why requests of these clients were lost. */
    static List<String> losses(List<SingleClient> clients) {
        return clients.stream()
                .map(SingleClient::loss)
                .flatMap(Optional::stream)
                .toList();
    }
}
