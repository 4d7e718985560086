package org.whippletree.config;

/** By whose load a child asks keep-alive clients to reconnect ({@code KeepAliveShedding}). */
public enum KeepAliveShedding {
    /** Its own and its siblings'; with nothing fresh known of them, as {@link #LOCAL}. */
    SCOREBOARD,
    /** Its own: when all its workers are busy, as httpd. */
    LOCAL,
    /** Never. */
    OFF
}
