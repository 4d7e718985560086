package org.whippletree.child.share;

/** Why keep-alive clients are asked to reconnect. */
public enum ShedCause {
    /** Its load is clearly above its part of all children's. */
    BUSIER_THAN_SIBLINGS,
    /** Its workers are nearly all busy, and siblings have idle ones. */
    WORKERS_BUSY,
    /** No child accepts, and clients wait in the accept queue. */
    CLIENTS_WAIT,
    /** All its own workers are busy, and it goes by them alone: KeepAliveShedding Local, or the digest is stale. */
    LOCAL_RULE
}
