package org.whippletree.proxy.chain;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.whippletree.proxy.builtin.SizedProvider;
import org.whippletree.proxy.filter.BodyFilter;
import org.whippletree.proxy.filter.FilterKind;
import org.whippletree.proxy.notes.ExchangeNotes;

/** The filters of one path. Owned by the event loop. */
public final class PathFilters {
    /** No filter. */
    public static final PathFilters NONE = new PathFilters(List.of(), List.of(), List.of(), 1);

    private final List<NamedFilter> input;
    private final List<NamedFilter> output;
    private final List<Typed> byType;
    private final int bufferSize;
    private final boolean reservesWorker;

    /** Filters for answers of some types. */
    record Typed(List<NamedFilter> filters, List<String> types) {}

    PathFilters(List<NamedFilter> input, List<NamedFilter> output, List<Typed> byType, int bufferSize) {
        this.input = input;
        this.output = output;
        this.byType = byType;
        this.bufferSize = bufferSize;
        this.reservesWorker = Stream.of(
                        input.stream(), output.stream(), byType.stream().flatMap(typed -> typed.filters().stream()))
                .flatMap(Function.identity())
                .anyMatch(filter -> filter.kind() == FilterKind.CONNECTION);
    }

    /** Whether a client that asks for it holds a worker from then on, whichever of its bodies are filtered. */
    public boolean reservesWorker() {
        return reservesWorker;
    }

    /** Whether request bodies go through filters. */
    public boolean onRequests() {
        return !input.isEmpty();
    }

    /** Whether answers may go through filters. */
    public boolean onAnswers() {
        return !output.isEmpty() || !byType.isEmpty();
    }

    /** A filter that cannot be opened. */
    public static final class OpeningException extends Exception {
        OpeningException(String filter, Throwable cause) {
            super("the filter " + filter + " cannot be opened: " + cause, cause);
        }
    }

    /**
     * Opens the filters of an answer, which may edit its head; empty if none wants its body.
     *
     * @param hasBody whether a body follows; else the filters are closed at once
     */
    public Optional<FilterChain> openAnswer(
            HttpRequest request,
            HttpResponse answer,
            boolean hasBody,
            ExchangeNotes notes,
            FilterChain.Sink sink,
            FilterThread thread)
            throws OpeningException {
        List<NamedFilter> chosen = new ArrayList<>(output);
        if (forTypes(answer, notes)) {
            addByType(mediaType(answer.headers().get(HttpHeaderNames.CONTENT_TYPE)), chosen);
        }
        FilteredHead head = FilteredHead.ofAnswer(request, answer, notes, bufferSize);
        Optional<FilterChain> chain = open(chosen, head, sink, thread);
        if (!hasBody) {
            chain.ifPresent(FilterChain::close);
            return Optional.empty();
        }
        return chain;
    }

    /** As mod_filter; a 304 is about a 200. */
    private static boolean forTypes(HttpResponse answer, ExchangeNotes notes) {
        return answer.status().equals(HttpResponseStatus.OK)
                || answer.status().equals(HttpResponseStatus.NOT_MODIFIED)
                || notes.variable("filter-errordocs") != null;
    }

    private void addByType(String type, List<NamedFilter> chosen) {
        for (Typed typed : byType) {
            if (typed.types().contains(type)) {
                // What is compressed is not to be compressed again; of a 304 nothing would tell.
                typed.filters().stream()
                        .filter(filter -> !(filter.provider() instanceof SizedProvider && chosen.contains(filter)))
                        .forEach(chosen::add);
            }
        }
    }

    /** Opens the filters of a request, which may edit its head; empty if none wants its body. */
    public Optional<FilterChain> openRequest(
            HttpRequest request, ExchangeNotes notes, FilterChain.Sink sink, FilterThread thread)
            throws OpeningException {
        return open(input, FilteredHead.ofRequest(request, notes, bufferSize), sink, thread);
    }

    private Optional<FilterChain> open(
            List<NamedFilter> filters, FilteredHead head, FilterChain.Sink sink, FilterThread thread)
            throws OpeningException {
        List<Stage> stages = new ArrayList<>();
        for (NamedFilter filter : filters) {
            Optional<BodyFilter> opened;
            FilterKind kind;
            try {
                kind = filter.kind(head);
                opened = filter.provider().open(head);
            } catch (Exception | LinkageError | StackOverflowError | AssertionError thrown) {
                stages.forEach(Stage::close);
                throw new OpeningException(filter.name(), thrown);
            }
            if (opened.isPresent()) {
                stages.add(new Stage(filter, kind, opened.get(), bufferSize));
            }
        }
        if (stages.isEmpty()) {
            return Optional.empty();
        }
        head.bodyChanges();
        return Optional.of(new FilterChain(stages, sink, thread));
    }

    private static String mediaType(String contentType) {
        if (contentType == null) {
            return "";
        }
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
