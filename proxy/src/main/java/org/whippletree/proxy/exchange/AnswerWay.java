package org.whippletree.proxy.exchange;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.ByteBuffer;
import org.whippletree.proxy.chain.FilterChain;
import org.whippletree.proxy.chain.FilterThread;
import org.whippletree.proxy.chain.PathFilters;

/**
 * The way of an answer from its exchange to the client: straight, or through filters. Then its head is held until the first piece
 * behind them is there, so that a filter that fails can still be told by a status. Owned by the event loop.
 */
final class AnswerWay implements FilterChain.Sink {
    private final Downstream client;
    private final HttpRequest request;
    private final Owner owner;
    private FilterChain chain;
    private HttpResponse held;
    private LastHttpContent last = LastHttpContent.EMPTY_LAST_CONTENT;
    private boolean begun;
    private boolean inputEnded;
    private boolean fed;

    /** The exchange, as it is told of what happens behind its back. */
    interface Owner {
        /** A filter has made a step: there may be room. */
        void answerStepped();

        /** All of the answer has gone through the filters. */
        void answerGiven(LastHttpContent end);

        /** There will be no rest of the answer. */
        void filterFailed(String reason);
    }

    AnswerWay(Downstream client, HttpRequest request, Owner owner) {
        this.client = client;
        this.request = request;
        this.owner = owner;
    }

    /** Begins the answer; its exchange may be over when this returns. */
    void begin(HttpResponse head, boolean hasBody, PathFilters filters, FilterThread thread) {
        boolean empty = head.status().equals(HttpResponseStatus.NO_CONTENT);
        if (filters.onAnswers() && !empty) {
            try {
                chain = filters.openAnswer(request, head, hasBody, client.notes(), this, thread)
                        .orElse(null);
            } catch (PathFilters.OpeningException failure) {
                owner.filterFailed(failure.getMessage());
                return;
            }
        }
        if (chain == null) {
            begun = true;
            client.begin(head, hasBody);
        } else {
            held = head;
            fed = true;
        }
    }

    /** Whether filters stand on the way. */
    boolean filtered() {
        return chain != null;
    }

    /** Whether the client has been told something of the answer. */
    boolean begun() {
        return begun;
    }

    /** Passes on a piece. */
    void body(HttpContent content) {
        if (chain == null) {
            client.body(content);
        } else {
            fed = true;
            chain.add(content.content());
            content.release();
        }
    }

    /** All that has come of the backend has been read: it may pause. The exchange may be over when this returns. */
    void readComplete() {
        if (fed && !inputEnded) {
            chain.flush();
        }
        fed = false;
    }

    /** The last piece, if the answer is {@link #filtered}. */
    void end(LastHttpContent end) {
        if (!end.trailingHeaders().isEmpty()) {
            last = new DefaultLastHttpContent();
            last.trailingHeaders().set(end.trailingHeaders());
        }
        inputEnded = true;
        chain.add(end.content());
        end.release();
        chain.end();
    }

    /** Whether more of the answer can be taken without piling it up. */
    boolean writable() {
        return chain == null ? client.writable() : chain.roomLeft();
    }

    /** Whether a filter is at work, or waits for a thread. */
    boolean working() {
        return chain != null && chain.working();
    }

    /** Whether it is only the client that holds the answer up. */
    boolean clientIsSlow() {
        boolean full = chain == null ? begun : inputEnded || !chain.roomLeft();
        return full && !client.writable() && !working();
    }

    /** It takes too long: if that is because of a filter, this fails it. */
    boolean giveUp(String late) {
        boolean atFault = working();
        if (atFault) {
            owner.filterFailed("the filter " + chain.atWork() + " has made " + late);
        }
        return atFault;
    }

    /** The client takes more again. */
    void clientWritable() {
        if (chain != null) {
            chain.pump();
            // It may be full again, and nothing more may come of the backend that would be flushed.
            client.flush();
        }
    }

    void close() {
        if (chain != null) {
            chain.close();
        }
    }

    private void sendHead() {
        if (held != null) {
            HttpResponse head = held;
            held = null;
            begun = true;
            client.begin(head, true);
        }
    }

    @Override
    public boolean takesMore() {
        return client.writable();
    }

    @Override
    public void piece(ByteBuffer bytes) {
        sendHead();
        client.body(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
    }

    @Override
    public void ended() {
        sendHead();
        owner.answerGiven(last);
    }

    @Override
    public void stepped() {
        owner.answerStepped();
    }

    @Override
    public void failed(String filter, Throwable cause) {
        owner.filterFailed("the filter " + filter + " has failed: " + cause);
    }
}
