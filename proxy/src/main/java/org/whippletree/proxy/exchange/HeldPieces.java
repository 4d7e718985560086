package org.whippletree.proxy.exchange;

import io.netty.handler.codec.http.HttpContent;
import java.util.ArrayDeque;
import java.util.Queue;

/** Pieces of a body that wait in order. Of most bodies none does, so the queue is made for the first. Owned by the event loop. */
final class HeldPieces {
    private Queue<HttpContent> pieces;

    /** Takes a piece, which it owns from here on. */
    void add(HttpContent piece) {
        if (pieces == null) {
            pieces = new ArrayDeque<>(2);
        }
        pieces.add(piece);
    }

    /** Gives the next one away; null if there is none. */
    HttpContent poll() {
        return pieces == null ? null : pieces.poll();
    }

    void release() {
        for (HttpContent piece = poll(); piece != null; piece = poll()) {
            piece.release();
        }
    }
}
