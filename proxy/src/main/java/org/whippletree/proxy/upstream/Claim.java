package org.whippletree.proxy.upstream;

import org.whippletree.proxy.identity.ProxyHeader;

/** A borrower's claim to a connection of a pool, good for one. Owned by the event loop. */
public final class Claim {
    private enum State {
        OPEN,
        IN_LINE,
        CONNECTING,
        SETTLED
    }

    private final UpstreamPool pool;
    private final Borrower borrower;
    private final ProxyHeader introduction;
    private KeptChoice choice = KeptChoice.NONE;
    private State state = State.OPEN;

    Claim(UpstreamPool pool, Borrower borrower) {
        this.pool = pool;
        this.borrower = borrower;
        this.introduction = pool.introduces() ? borrower.introduction() : ProxyHeader.UNKNOWN;
    }

    /** Asks for a connection: the borrower is called at once or later, unless the claim is withdrawn. */
    public void lodge() {
        choice = borrower.keptChoice();
        if (choice == KeptChoice.NONE) {
            pool.makeWay();
            pool.serveFresh(this);
        } else {
            pool.serve(this);
        }
    }

    /** The same, for a connection that no exchange has used yet. */
    public void lodgeForFresh() {
        choice = KeptChoice.NONE;
        pool.serveFresh(this);
    }

    /** Gives the claim up; whether it was waiting in line for a connection in use. */
    public boolean withdraw() {
        boolean inLine = state == State.IN_LINE;
        if (inLine) {
            pool.leaveLine(this);
        }
        become(State.SETTLED);
        return inLine;
    }

    boolean open() {
        return state != State.SETTLED;
    }

    /** What its connection has to tell the backend, which is the same for all where nothing is told. */
    ProxyHeader introduction() {
        return introduction;
    }

    /** Whether any kept connection will do; if not, it may not be about to be closed. */
    boolean takesAnyKept() {
        return choice == KeptChoice.ANY;
    }

    /** Whether a connection that another exchange has just ended with will do. */
    boolean takesOver(UpstreamConnection connection) {
        return choice != KeptChoice.NONE && connection.introduces(this);
    }

    void stoodInLine() {
        become(State.IN_LINE);
    }

    void connecting() {
        become(State.CONNECTING);
        borrower.connecting();
    }

    void connected(UpstreamConnection connection) {
        become(State.SETTLED);
        borrower.connected(connection);
    }

    void failed(String reason) {
        if (open()) {
            become(State.SETTLED);
            borrower.connectFailed(reason);
        }
    }

    private void become(State next) {
        state = next;
    }
}
