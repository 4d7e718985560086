package org.whippletree.child.accept;

import org.whippletree.child.share.Arming;

/** Whose turn it is to take a client, among the children that have room. Asked on the event loop. */
public interface Turns {
    /** The figures have changed. */
    Arming decide(boolean armed);

    /** A client was taken just now. */
    Arming afterAccept();

    /** AcceptHoldOff is over. */
    Arming afterHoldOff();
}
