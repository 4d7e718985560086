package org.whippletree.proxy.exchange;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.whippletree.proxy.balance.Member;
import org.whippletree.proxy.chain.FilterChain;
import org.whippletree.proxy.chain.FilterThread;
import org.whippletree.proxy.chain.PathFilters;
import org.whippletree.proxy.http.RequestRules;
import org.whippletree.proxy.notes.ExchangeNotes;
import org.whippletree.proxy.upstream.KeptChoice;
import org.whippletree.proxy.upstream.UpstreamConnection;

/**
 * The way of a request from its client to the backend: its body straight, or through filters, and behind a 100 if the backend is to be
 * asked first. Owned by the event loop.
 */
final class RequestWay implements FilterChain.Sink {
    private final HttpRequest request;
    private final LentConnection upstream;
    private final Owner owner;
    private final RequestBody body;
    private final ContinueProbe probe;
    private final HeldPieces early = new HeldPieces();
    private FilterChain chain;
    private LastHttpContent last = LastHttpContent.EMPTY_LAST_CONTENT;
    private Member member;
    private boolean opened;
    private boolean complete;
    private long size;

    /** The exchange, as it is told of what happens behind its back. */
    interface Owner {
        /** A filter has made a step: there may be room, or something to flush. */
        void requestStepped();

        /** There will be no rest of the request. */
        void filterFailed(String reason);
    }

    RequestWay(HttpRequest request, LentConnection upstream, Owner owner) {
        this.request = request;
        this.body = new RequestBody(request);
        this.upstream = upstream;
        this.owner = owner;
        this.probe = new ContinueProbe(request);
    }

    /**
     * Opens the filters, which may edit the head that backends get; what has come of the body goes through them. The exchange may be
     * over when this returns.
     */
    void open(PathFilters filters, ExchangeNotes notes, FilterThread thread) {
        opened = true;
        if (filters.onRequests() && RequestRules.announcesBody(request)) {
            try {
                chain = filters.openRequest(request, notes, this, thread).orElse(null);
            } catch (PathFilters.OpeningException failure) {
                owner.filterFailed(failure.getMessage());
            }
        }
        if (chain != null) {
            request.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        for (HttpContent content = early.poll(); content != null; content = early.poll()) {
            pass(content);
        }
    }

    /** Takes a piece, which it owns from here on; answers whether the body is still no longer than it may be. */
    boolean take(HttpContent content, long mostBytes) {
        size += content.content().readableBytes();
        if (size > mostBytes) {
            content.release();
            return false;
        }
        complete = complete || content instanceof LastHttpContent;
        if (opened) {
            pass(content);
        } else {
            early.add(content);
        }
        return true;
    }

    private void pass(HttpContent content) {
        if (chain == null) {
            add(content);
            return;
        }
        boolean ends = content instanceof LastHttpContent;
        if (content instanceof LastHttpContent end && !end.trailingHeaders().isEmpty()) {
            last = new DefaultLastHttpContent();
            last.trailingHeaders().set(end.trailingHeaders());
        }
        chain.add(content.content());
        content.release();
        if (ends) {
            chain.end();
        }
    }

    private void add(HttpContent content) {
        int bytes = content.content().readableBytes();
        body.add(content);
        if (body.sending()) {
            member.moved(bytes);
        }
    }

    /**
     * Sends the head, and what there is of the body unless the backend is to be asked first; not flushed, so that what else the client
     * has sent can go with it.
     *
     * @param badFieldsIgnored whether malformed fields of the answer are dropped
     */
    void goOut(HttpRequest head, Member to, UpstreamConnection connection, boolean badFieldsIgnored) {
        member = to;
        probe.begin(head, to.config());
        connection.writeHead(head, badFieldsIgnored, body.sentOnce());
        if (!probe.pending()) {
            sendBody(connection);
        }
    }

    /** The backend wants the body; not flushed. */
    void sendBody(UpstreamConnection connection) {
        probe.answered();
        member.moved(body.startSending(connection));
        if (chain != null) {
            chain.pump();
        }
    }

    /** What has been written goes out; answers whether the body is on its way. */
    boolean flush() {
        if (upstream.held()) {
            UpstreamConnection connection = upstream.get();
            connection.flush();
            if (body.sentOnce() && !connection.maybeUnsent()) {
                body.forgetSent();
            }
        }
        // What cannot be written may have been the end of the connection, and another one is looked for.
        return upstream.held() && body.sending();
    }

    /** The connection takes more again. */
    void pump() {
        if (chain != null) {
            chain.pump();
        }
    }

    /** Whether more is to be read from the client, or nothing is left to be read. */
    boolean wanted() {
        if (complete || chain == null) {
            return complete || (body.sending() && upstream.writable());
        }
        return chain.roomLeft();
    }

    /** Whether nothing but the client's next piece is missing. */
    boolean awaitsClient() {
        return body.sending() && !complete && upstream.writable() && !working();
    }

    /** Bytes that have come from the client. */
    long size() {
        return size;
    }

    /** Whether the last piece has come from the client. */
    boolean complete() {
        return complete;
    }

    /** Whether the backend has been given all of it. */
    boolean sent() {
        return body.complete() && body.sending();
    }

    /** Whether it is going out, and not yet {@link #complete}. */
    boolean goesOn() {
        return body.sending() && !complete;
    }

    /** Whether the last piece has come and gone, so that the backend may speak another protocol. */
    boolean whole() {
        return body.complete();
    }

    /** Whether the request may be sent once more, and can be: what has gone out of its body is still there. */
    boolean repeatable() {
        return body.repeatable();
    }

    /** Which kept connections may carry it. */
    KeptChoice keptChoice() {
        return body.keptChoice();
    }

    void startAgain() {
        body.startAgain();
    }

    boolean broughtEnough() {
        return body.broughtEnough();
    }

    /** Whether the backend has been asked whether it wants the body, and has said nothing yet. */
    boolean probing() {
        return probe.pending();
    }

    /** How long it may take to say so. */
    Duration patience() {
        return probe.patience();
    }

    /** The backend has answered. */
    void answered() {
        probe.answered();
        body.forgetSent();
    }

    boolean answeredBy(HttpResponse interim) {
        return probe.answeredBy(interim);
    }

    boolean clientExpects() {
        return probe.clientExpects();
    }

    /** Whether a filter is at work, or waits for a thread. */
    boolean working() {
        return chain != null && chain.working();
    }

    /** It takes too long: if that is because of a filter, this fails it. */
    boolean giveUp(String late) {
        boolean atFault = working();
        if (atFault) {
            owner.filterFailed("the filter " + chain.atWork() + " has made " + late);
        }
        return atFault;
    }

    void release() {
        body.release();
        early.release();
        if (chain != null) {
            chain.close();
        }
    }

    @Override
    public boolean takesMore() {
        return body.sending() ? upstream.writable() : body.size() == 0;
    }

    @Override
    public void piece(ByteBuffer bytes) {
        add(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
    }

    @Override
    public void ended() {
        add(last);
        // It may come from a worker's thread, behind whatever has been flushed.
        owner.requestStepped();
    }

    @Override
    public void stepped() {
        owner.requestStepped();
    }

    @Override
    public void failed(String filter, Throwable cause) {
        owner.filterFailed("the filter " + filter + " has failed: " + cause);
    }
}
