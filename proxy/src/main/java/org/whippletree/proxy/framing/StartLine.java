package org.whippletree.proxy.framing;

/** Reads the first line of a message octet by octet. */
interface StartLine {
    void begin();

    /** Reads on; returns the place behind the last octet taken: the line's end, a flaw, or {@code to}. */
    int read(byte[] octets, int from, int to);

    /** Whether nothing of the message has come; empty lines before a request are nothing. */
    boolean unbegun();

    boolean complete();

    FramingFlaw flaw();

    /** Whether the message is of HTTP/1.0. */
    boolean http10();
}
