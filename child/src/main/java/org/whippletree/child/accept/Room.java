package org.whippletree.child.accept;

/** How many more clients a child can take. Asked on the event loop. */
public interface Room {
    /** Whether it is below its limit. */
    boolean left(boolean armed);

    /** Whether a client could be let go, so that another can come. */
    boolean canBeMade();

    /** Lets one go. */
    void make();

    /** The figures behind it, for the log. */
    String figures();
}
