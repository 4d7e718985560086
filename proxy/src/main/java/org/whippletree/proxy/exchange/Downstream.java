package org.whippletree.proxy.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import org.whippletree.config.BackendConfig;
import org.whippletree.proxy.Lease;
import org.whippletree.proxy.Workers;
import org.whippletree.proxy.http.ErrorPolicy;
import org.whippletree.proxy.http.HeaderEdits;
import org.whippletree.proxy.http.Redirects;
import org.whippletree.proxy.identity.ClientIdentity;
import org.whippletree.proxy.identity.ProxyHeader;
import org.whippletree.proxy.notes.ExchangeNotes;
import org.whippletree.proxy.upstream.UpstreamConnection;

/** The client's connection, as its exchange sees it. Owned by the event loop; writes are flushed by {@link #flush}. */
public interface Downstream {
    /** The host that the request is for. */
    ServedHost host();

    /** Who the client of the request is. */
    ClientIdentity identity();

    /** The client's address, without port; empty if it has none. */
    default String clientAddress() {
        return identity().address();
    }

    /** What a backend may be told of the client's connection before the request. */
    ProxyHeader introduction();

    /** The address that the client connected to, without port. */
    String serverAddress();

    /** Tells what is to be done with the answer's fields, and what stands in place of errors. */
    void rules(HeaderEdits edits, ErrorPolicy errors);

    /** The workers, for the exchanges of this connection: if one is reserved for it, that one. */
    Workers workers();

    /** Reserves the worker of a lease for the rest of the connection's life, unless one is. */
    void reserve(Lease lease);

    /** Tells what a client logs in to, if it has to: answers of status 401 say so. */
    void challenge(String realm);

    /** Whether a backend's answer of this status is replaced. */
    boolean overrides(int status);

    /** Answers a backend's error as one of our own; the exchange is over. */
    void override(HttpResponse head);

    /** What is known of the exchange beside its messages. */
    ExchangeNotes notes();

    /** Tells that a member is about to be asked. */
    void asking(BackendConfig member);

    /** Tells that the member is asked for this target, on a connection that others have used or not. */
    void asked(String target, boolean reused);

    /** Relays an interim answer (RFC 9110, 15.2). */
    void interim(HttpResponse head);

    /**
     * Begins the answer: frames it for the client's version and adds Connection.
     *
     * @param head the final head, without hop-by-hop fields
     * @param hasBody whether a body follows (not after HEAD, 204, 304)
     */
    void begin(HttpResponse head, boolean hasBody);

    /** Passes on a piece of the body. */
    void body(HttpContent content);

    /** Ends the answer; the exchange is over. */
    void end(LastHttpContent last);

    /** Sends what has been written. */
    void flush();

    /** Whether more of the answer can be taken without piling it up. */
    boolean writable();

    /** Reads the request's body on, or leaves it in the kernel's buffer. */
    void reading(boolean on);

    /** Sends the client elsewhere; the exchange is over. */
    void redirect(Redirects.Redirection redirection);

    /** Answers with an error of our own; the exchange is over. Only while no answer has begun. */
    void fail(ProxyFailure failure);

    /** Answers OPTIONS in the proxy's own name; the exchange is over. */
    void answerOptions();

    /**
     * Relays a 101; from there on client and backend speak another protocol, and the exchange is over.
     *
     * @param head without hop-by-hop fields but those of the switch
     */
    void switchProtocols(HttpResponse head, UpstreamConnection backend);

    /** Ends the connection so that the client sees that its answer is cut; the exchange is over. */
    void cut();
}
