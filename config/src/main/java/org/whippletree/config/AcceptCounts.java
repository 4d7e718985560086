package org.whippletree.config;

/** Which connections count in the accept formula ({@code AcceptCounts}). */
public enum AcceptCounts {
    /** All but those in lingering close, as httpd counts. */
    ALL,
    /** Those that hold or await a worker, or whose request's head is awaited; slow readers and idle clients cost no room. */
    ACTIVE
}
