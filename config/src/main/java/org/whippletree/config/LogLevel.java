package org.whippletree.config;

/** httpd's levels of urgency, the most urgent first; the trace levels of httpd are read as {@link #TRACE}. */
public enum LogLevel {
    /** The server cannot be used. */
    EMERG,
    /** Something must be done at once. */
    ALERT,
    /** A critical condition. */
    CRIT,
    /** A request or a process failed. */
    ERROR,
    /** Something is not as it should be, and the server goes on. */
    WARN,
    /** A normal but significant event; always written. */
    NOTICE,
    /** What an operator may want to know. */
    INFO,
    /** What a developer wants to know. */
    DEBUG,
    /** Everything. */
    TRACE
}
