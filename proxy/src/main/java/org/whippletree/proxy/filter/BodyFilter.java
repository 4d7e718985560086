package org.whippletree.proxy.filter;

import java.nio.ByteBuffer;

/**
 * Works on one body, piece by piece. Its calls come one after the other, on the thread that its {@link FilterKind} says; two calls
 * need not come on the same thread unless that is {@link FilterKind#CONNECTION}. An exception fails its exchange and no other: with
 * status 500 while nothing of the answer has been sent, else the client's connection is ended so that the answer is seen to be cut.
 */
public interface BodyFilter {
    /**
     * Takes a piece and writes what becomes of it. What it leaves in the buffer it is given again, before the next piece, once the
     * output has room; it has to leave some, or keep it to itself, when {@link FilterOutput#room} is used up.
     *
     * @param piece at least one byte, in the heap, its filter's own
     */
    void take(ByteBuffer piece, FilterOutput output) throws Exception;

    /**
     * The backend pauses within its answer, and everything that it has sent has been taken: what is held back only because it would be
     * cheaper to work on with more should be written, so that the client has it meanwhile. Called now and then; never for requests.
     *
     * @return whether that was all; if not, this is called again once the output has room, unless another piece comes first
     */
    default boolean flush(FilterOutput output) throws Exception {
        return true;
    }

    /**
     * The body has ended: writes what is left of it.
     *
     * @return whether that was all; if not, this is called again once the output has room
     */
    default boolean end(FilterOutput output) throws Exception {
        return true;
    }

    /**
     * The exchange needs it no more, whether the body has ended or not. Called once, on the event loop: it must not block. No call is
     * in progress.
     */
    default void close() {}
}
