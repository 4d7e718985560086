package org.whippletree.child.share;

/** The directive of that name: what a child goes by when it asks keep-alive clients to reconnect. */
public enum KeepAliveShedding {
    /** By the load of its siblings; without a fresh digest as LOCAL. */
    SCOREBOARD,
    /** By its own load only, which is httpd's rule: when all workers are busy. */
    LOCAL,
    /** Never. */
    OFF
}
