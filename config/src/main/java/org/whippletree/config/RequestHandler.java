package org.whippletree.config;

/** What answers requests that no route takes ({@code SetHandler}). */
public enum RequestHandler {
    /** Nothing does. */
    NONE,
    /** The supervisor's status page. */
    SERVER_STATUS
}
