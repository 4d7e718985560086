package org.whippletree.deploy;

import java.util.ArrayList;
import java.util.List;

/**
 * A client that asks again as soon as it is answered, or some time later, on one connection for as long as the server keeps it. Announced closes make
 * it connect anew; whatever else happens to a request is a loss. Owned by its loop.
 */
final class LoopClient implements ClientLink.Owner {
    /** One that has lost so many requests has shown enough. */
    private static final int MOST_LOSSES = 20;

    private final SelectorLoop loop;
    private final int port;
    private final Requests requests;
    private final long pauseNanos;
    private final List<Tally.Exchange> exchanges = new ArrayList<>();
    private final List<LoadReport.Loss> losses = new ArrayList<>();
    private int closesAnnounced;
    private int closesWhileIdle;
    private ClientLink link;
    private Requests.Request request;
    private long askedAtNanos;
    private boolean stopping;
    private boolean finished;

    LoopClient(SelectorLoop loop, int port, Requests requests) {
        this(loop, port, requests, 0);
    }

    /** @param pauseNanos from an answer to the next request */
    LoopClient(SelectorLoop loop, int port, Requests requests, long pauseNanos) {
        this.pauseNanos = pauseNanos;
        this.loop = loop;
        this.port = port;
        this.requests = requests;
    }

    /** Begins on a connection of its own. */
    void begin() {
        beginOn(ClientLink.open(loop, port, this));
    }

    /** Begins on a connection that stands. */
    void beginOn(ClientLink standing) {
        link = standing;
        link.handOver(this);
        ask();
    }

    private void ask() {
        if (stopping) {
            link.close();
            finished = true;
            return;
        }
        request = requests.next();
        askedAtNanos = System.nanoTime();
        link.ask(request.bytes());
    }

    private void connectAnew() {
        if (stopping || losses.size() >= MOST_LOSSES) {
            finished = true;
        } else {
            link = ClientLink.open(loop, port, this);
            ask();
        }
    }

    @Override
    public void answered(ClientLink from, Answer answer) {
        if (answer.status() != 200) {
            lose(answer.child(), "status " + answer.status());
        } else if (!answer.body().equals(request.id())) {
            lose(answer.child(), "asked for " + request.id() + ", answered " + answer.body());
        } else {
            exchanges.add(new Tally.Exchange(askedAtNanos, System.nanoTime(), answer.child()));
        }
        if (answer.closes()) {
            closesAnnounced++;
            from.close();
            connectAnew();
        } else if (pauseNanos == 0) {
            ask();
        } else {
            loop.after(pauseNanos, () -> askAgain(from));
        }
    }

    /** Unless the server has closed the connection meanwhile: then it has asked on another one. */
    private void askAgain(ClientLink answered) {
        if (link == answered) {
            ask();
        }
    }

    @Override
    public void closedWhileIdle(ClientLink from) {
        closesWhileIdle++;
        connectAnew();
    }

    @Override
    public void lost(ClientLink from, String cause) {
        lose(from.child(), cause);
        connectAnew();
    }

    private void lose(long child, String cause) {
        losses.add(new LoadReport.Loss(child, askedAtNanos, request.id() + ": " + cause));
    }

    /** Asks no more once it is answered. */
    void stop() {
        stopping = true;
    }

    boolean finished() {
        return finished;
    }

    /** What it has seen; a request that is still without an answer is lost. */
    Tally tally() {
        if (!finished) {
            lose(link.child(), "no answer to the last request");
            link.close();
        }
        return new Tally(List.copyOf(exchanges), closesAnnounced, closesWhileIdle, List.copyOf(losses));
    }

    int answers() {
        return exchanges.size();
    }
}
