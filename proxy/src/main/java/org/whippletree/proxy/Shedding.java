package org.whippletree.proxy;

/** Which clients are asked to reconnect though they would stay, so that another child takes them. Asked on the event loop. */
@FunctionalInterface
public interface Shedding {
    /** Whether the answer that begins shall ask its client to leave; each yes is used up. */
    boolean takesNext();

    /** Every client may stay. */
    static Shedding never() {
        return () -> false;
    }
}
