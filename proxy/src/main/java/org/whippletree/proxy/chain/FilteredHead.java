package org.whippletree.proxy.chain;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whippletree.proxy.filter.FilteredMessage;
import org.whippletree.proxy.notes.ExchangeNotes;

/** The head of a message, as a filter sees it. Owned by the event loop. */
final class FilteredHead implements FilteredMessage {
    private static final Set<String> NOT_THEIRS = Set.of(
            "content-length",
            "transfer-encoding",
            "trailer",
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "upgrade",
            "host");

    private final HttpRequest request;
    private final Optional<HttpResponse> answer;
    private final HttpHeaders headers;
    private final ExchangeNotes notes;
    private final int bufferSize;

    private FilteredHead(
            HttpRequest request,
            Optional<HttpResponse> answer,
            HttpHeaders headers,
            ExchangeNotes notes,
            int bufferSize) {
        this.notes = notes;
        this.request = request;
        this.answer = answer;
        this.headers = headers;
        this.bufferSize = bufferSize;
    }

    static FilteredHead ofAnswer(HttpRequest request, HttpResponse answer, ExchangeNotes notes, int bufferSize) {
        return new FilteredHead(request, Optional.of(answer), answer.headers(), notes, bufferSize);
    }

    static FilteredHead ofRequest(HttpRequest request, ExchangeNotes notes, int bufferSize) {
        return new FilteredHead(request, Optional.empty(), request.headers(), notes, bufferSize);
    }

    @Override
    public Direction direction() {
        return answer.isPresent() ? Direction.ANSWER : Direction.REQUEST;
    }

    @Override
    public String method() {
        return request.method().name();
    }

    @Override
    public String target() {
        return request.uri();
    }

    @Override
    public int status() {
        return answer.map(head -> head.status().code()).orElse(0);
    }

    @Override
    public Optional<String> requestField(String name) {
        List<String> lines = request.headers().getAll(name);
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lines));
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(notes.variable(name));
    }

    @Override
    public Optional<String> field(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public List<String> fields(String name) {
        return headers.getAll(name);
    }

    @Override
    public void setField(String name, String value) {
        headers.set(theirs(name), value);
    }

    @Override
    public void removeField(String name) {
        headers.remove(theirs(name));
    }

    private static String theirs(String name) {
        if (NOT_THEIRS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the field " + name + " is not a filter's");
        }
        return name;
    }

    @Override
    public int bufferSize() {
        return bufferSize;
    }

    /** The body is no longer the one that these fields are about. */
    void bodyChanges() {
        headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        headers.remove("Content-MD5");
        headers.remove("Content-Digest");
        headers.remove("Digest");
        headers.remove(HttpHeaderNames.ACCEPT_RANGES);
    }
}
