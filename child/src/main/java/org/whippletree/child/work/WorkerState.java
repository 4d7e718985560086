package org.whippletree.child.work;

/** What a worker does, with the letter that httpd's scoreboard shows for it. */
public enum WorkerState {
    /** Waits for a request. */
    READY('_'),
    /** Its exchange's request is still coming in, or the first one of the client that it is reserved for. */
    READING('R'),
    /** Its exchange's request is with the backend, or the answer on its way to the client. */
    WRITING('W'),
    /** A filter, or the check of a password, is at work on its thread or waits for its turn. */
    FILTERING('F'),
    /** It is reserved for a client's connection, which has no exchange in hand. */
    RESERVED('K');

    private final char letter;

    WorkerState(char letter) {
        this.letter = letter;
    }

    public char letter() {
        return letter;
    }
}
