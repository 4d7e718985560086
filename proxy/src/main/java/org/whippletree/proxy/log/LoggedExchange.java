package org.whippletree.proxy.log;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.whippletree.config.BackendConfig;
import org.whippletree.proxy.identity.ClientIdentity;
import org.whippletree.proxy.identity.IpAddresses;
import org.whippletree.proxy.notes.ExchangeNotes;

/**
 * One exchange as access logs see it. Filled on the event loop until it is handed to the writer's thread, and never changed
 * afterwards. Text is kept as it came; no line is built before it is written.
 */
public final class LoggedExchange {
    /** What an entry costs beside its text. */
    private static final int BASE_WEIGHT = 512;

    /** What became of the connection, as {@code %X} writes it. */
    enum Fate {
        /** The client had gone before it had its answer. */
        ABORTED("X"),
        /** It waits for another request. */
        KEPT("+"),
        /** It was closed behind the answer. */
        CLOSED("-");

        final String sign;

        Fate(String sign) {
            this.sign = sign;
        }
    }

    final int host;
    final Client client;
    final Instant began;
    final boolean readable;
    final HttpMethod method;
    final String target;
    final String protocol;
    final String[] requestFields;

    private final long beganNanos;
    String[] answerFields = new String[0];
    int status;
    long bodyBytes;
    Fate fate = Fate.ABORTED;
    Duration took = Duration.ZERO;
    long bytesIn;
    long bytesOut;
    private boolean keeps;

    final ExchangeNotes notes;
    final long thread = Thread.currentThread().getId();
    String[] requestTrailers = new String[0];
    String[] answerTrailers = new String[0];
    BackendConfig member;
    String asked = "";
    int attempts;
    boolean reused;
    Duration upstreamTook = Duration.ZERO;
    private long upstreamNanos;
    private boolean sent;

    /**
     * Who asks.
     *
     * @param identity whose request it is
     * @param peer the other end of the connection
     * @param local this end of it
     * @param earlier requests that the connection has brought before
     */
    public record Client(ClientIdentity identity, SocketAddress peer, SocketAddress local, int earlier) {
        static String address(SocketAddress socket) {
            return IpAddresses.text(socket);
        }

        static String port(SocketAddress socket) {
            return socket instanceof InetSocketAddress inet ? String.valueOf(inet.getPort()) : "";
        }
    }

    LoggedExchange(
            int host,
            Client client,
            HttpRequest request,
            ExchangeNotes notes,
            List<String> fields,
            Instant now,
            long nowNanos) {
        this.host = host;
        this.notes = notes;
        this.client = client;
        this.began = now;
        this.beganNanos = nowNanos;
        this.readable = !request.decoderResult().isFailure();
        this.method = request.method();
        this.target = request.uri();
        this.protocol = request.protocolVersion().text();
        this.requestFields = values(request.headers(), fields);
    }

    private static String[] values(HttpHeaders headers, List<String> names) {
        String[] values = new String[names.size()];
        for (int i = 0; i < values.length; i++) {
            List<String> all = headers.getAll(names.get(i));
            values[i] = all.isEmpty() ? null : all.size() == 1 ? all.get(0) : String.join(", ", all);
        }
        return values;
    }

    /** A member is about to be asked. */
    public void asking(BackendConfig config, long nowNanos) {
        if (attempts == 0) {
            upstreamNanos = nowNanos;
        }
        member = config;
        attempts++;
        sent = false;
    }

    /** It is asked, on a connection that others have used or not; a second time, if the first connection was lost. */
    public void asked(String askedTarget, boolean onReused) {
        if (sent) {
            attempts++;
        }
        sent = true;
        asked = askedTarget;
        reused = onReused;
    }

    void answered(HttpResponse head, boolean connectionKept, List<String> fields) {
        status = head.status().code();
        keeps = connectionKept;
        answerFields = values(head.headers(), fields);
    }

    void requestTrailers(HttpHeaders trailers, List<String> names) {
        requestTrailers = values(trailers, names);
    }

    void answerTrailers(HttpHeaders trailers, List<String> names) {
        answerTrailers = values(trailers, names);
    }

    /** Whether the answer has begun. */
    public boolean answered() {
        return status != 0;
    }

    /** Whether a tunnel has taken the place of the answer's body. */
    public boolean switched() {
        return status == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    }

    /** Whether the answer has a body on the wire. */
    public boolean mayHaveBody() {
        return !method.equals(HttpMethod.HEAD);
    }

    /** Bytes of the answer's body. */
    public void body(int bytes) {
        bodyBytes += bytes;
    }

    /** The last byte of the answer is there, though perhaps not with the client yet. */
    public void answerEnded(long nowNanos) {
        if (attempts > 0) {
            upstreamTook = Duration.ofNanos(nowNanos - upstreamNanos);
        }
    }

    /** It is over. */
    public void ended(boolean delivered, long in, long out, long nowNanos) {
        took = Duration.ofNanos(nowNanos - beganNanos);
        bytesIn = in;
        bytesOut = out;
        if (delivered) {
            fate = keeps ? Fate.KEPT : Fate.CLOSED;
        }
    }

    /** About how many bytes of memory it takes. */
    int weight() {
        return BASE_WEIGHT + target.length() + length(requestFields) + length(answerFields);
    }

    private static int length(String[] values) {
        int length = 0;
        for (String value : values) {
            length += value == null ? 0 : value.length();
        }
        return length;
    }
}
