package org.whippletree.deploy;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client that asks when it is told to, on one connection that it never replaces, and then only watches it. Acts on its loop; what
 * it has seen may be read anywhere.
 */
final class SingleClient implements ClientLink.Owner {
    private final ClientLink link;
    private final AtomicInteger answers = new AtomicInteger();
    private volatile Answer last;
    private volatile long askedAtNanos;
    private volatile long answeredAtNanos;
    private volatile long endedAtNanos;
    private volatile String loss;

    private SingleClient(SelectorLoop loop, int port) {
        this.link = ClientLink.open(loop, port, this);
    }

    /** Begins to connect; on the loop. */
    static SingleClient open(SelectorLoop loop, int port) {
        return new SingleClient(loop, port);
    }

    /** Begins to connect, and asks as soon as it stands; on the loop. */
    static SingleClient asking(SelectorLoop loop, int port, Requests.Request request) {
        SingleClient client = open(loop, port);
        client.ask(request);
        return client;
    }

    void ask(Requests.Request request) {
        askedAtNanos = System.nanoTime();
        link.ask(request.bytes());
    }

    ClientLink link() {
        return link;
    }

    void close() {
        link.close();
    }

    @Override
    public void answered(ClientLink from, Answer answer) {
        answeredAtNanos = System.nanoTime();
        last = answer;
        if (answer.status() != 200) {
            loss = "status " + answer.status();
        }
        answers.incrementAndGet();
    }

    @Override
    public void closedWhileIdle(ClientLink from) {
        endedAtNanos = System.nanoTime();
    }

    @Override
    public void lost(ClientLink from, String cause) {
        endedAtNanos = System.nanoTime();
        loss = cause;
    }

    /** Good and bad answers. */
    int answers() {
        return answers.get();
    }

    /** Whether the last answer said that the connection ends behind it. */
    boolean askedToLeave() {
        return last != null && last.closes();
    }

    /** Whether so many answers have come, or none will any more. */
    boolean settled(int wanted) {
        return answers.get() >= wanted || endedAtNanos != 0;
    }

    /** Why a request of it was not answered well. */
    Optional<String> loss() {
        return Optional.ofNullable(loss);
    }

    /** Whether the connection still stands. */
    boolean standing() {
        return endedAtNanos == 0;
    }

    long child() {
        return last == null ? LoadReport.Loss.UNKNOWN : last.child();
    }

    /** From asking to the answer. */
    long waitedMillis() {
        return (answeredAtNanos - askedAtNanos) / 1_000_000;
    }

    /** When the server closed it; 0 if it has not. */
    long endedAtNanos() {
        return endedAtNanos;
    }

    /** How long it was idle when the server closed it. */
    long idleMillis() {
        return (endedAtNanos - answeredAtNanos) / 1_000_000;
    }
}
