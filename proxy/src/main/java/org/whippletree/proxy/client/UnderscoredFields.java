package org.whippletree.proxy.client;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.Optional;
import org.whippletree.config.UnderscoreNames;
import org.whippletree.proxy.http.Refusal;

/** Deals with fields whose names have an underscore, as {@code UnderscoresInHeaders} says. Owned by the event loop. */
final class UnderscoredFields {
    private static final System.Logger LOG = System.getLogger(UnderscoredFields.class.getName());

    private final UnderscoreNames rule;
    private boolean logged;

    UnderscoredFields(UnderscoreNames rule) {
        this.rule = rule;
    }

    /** Why a request with these fields is refused; empty if it may go on with what is left of them. */
    Optional<Refusal> screen(HttpHeaders headers, String client) {
        Optional<String> name = rule == UnderscoreNames.PASS ? Optional.empty() : first(headers);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (rule == UnderscoreNames.REFUSE) {
            log(name.get(), client, "the request is refused");
            return Optional.of(new Refusal(400, "a field name has an underscore, which UnderscoresInHeaders refuses"));
        }
        drop(headers, client);
        return Optional.empty();
    }

    /** Takes the fields out of trailers: the request is on its way. */
    void cleanTrailers(HttpHeaders trailers, String client) {
        if (rule != UnderscoreNames.PASS) {
            drop(trailers, client);
        }
    }

    private void drop(HttpHeaders headers, String client) {
        for (Optional<String> name = first(headers); name.isPresent(); name = first(headers)) {
            log(name.get(), client, "the field is dropped");
            headers.remove(name.get());
        }
    }

    private static Optional<String> first(HttpHeaders headers) {
        for (String name : headers.names()) {
            if (name.indexOf('_') >= 0) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private void log(String name, String client, String outcome) {
        if (!logged) {
            logged = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "client {0}: field name {1} has an underscore: {2}, and so on for all such"
                            + " (UnderscoresInHeaders; said once)",
                    client,
                    name,
                    outcome);
        }
    }
}
