package org.whippletree.config;

/** When pieces of a backend's answer go to the client ({@code flushpackets}). */
public enum FlushMode {
    /** As they come. */
    ON,
    /** When {@code FlushMaxThreshold} bytes wait, or with the answer's end. */
    OFF,
    /** When the backend pauses, and otherwise as with {@link #OFF}. */
    AUTO
}
