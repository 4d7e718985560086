package org.whippletree.proxy.builtin;

import java.util.Locale;
import java.util.Optional;
import org.whippletree.config.DeflateRules;
import org.whippletree.proxy.builtin.Codings.Coding;
import org.whippletree.proxy.filter.BodyFilter;
import org.whippletree.proxy.filter.FilteredMessage;

/**
 * {@code DEFLATE}: compresses answers for clients that accept it, as mod_deflate does. Left as they are: what is in a coding already,
 * what is empty, a part of something, or not to be transformed (RFC 9110, 7.7).
 */
public final class Deflate extends SizedProvider {
    private final DeflateRules rules;

    public Deflate(DeflateRules rules) {
        this.rules = rules;
    }

    @Override
    public Optional<BodyFilter> open(FilteredMessage message) {
        boolean answer = message.direction() == FilteredMessage.Direction.ANSWER;
        if (!answer || !plain(message) || empty(message) || untouchable(message) || unwanted(message)) {
            return Optional.empty();
        }
        vary(message);
        Optional<Coding> coding =
                Codings.chosen(message.requestField("Accept-Encoding").orElse(""));
        coding.ifPresent(chosen -> {
            if (message.status() != 304) {
                message.setField("Content-Encoding", chosen.word());
            }
            tag(message, chosen);
        });
        return coding.map(chosen -> new Compressor(rules.level(), chosen));
    }

    private static boolean empty(FilteredMessage message) {
        return message.field("Content-Length").filter("0"::equals).isPresent();
    }

    /** As mod_deflate: by variables that a configuration sets for clients that understand less than they accept. */
    private static boolean unwanted(FilteredMessage message) {
        boolean html = message.field("Content-Type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"))
                .isPresent();
        return message.variable("no-gzip").isPresent()
                || (message.variable("gzip-only-text/html").isPresent() && !html);
    }

    private static boolean untouchable(FilteredMessage message) {
        return message.fields("Cache-Control").stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("no-transform"));
    }

    /** What a client accepts has been looked at: caches must know, also of an answer that stays plain. */
    private static void vary(FilteredMessage message) {
        String before = String.join(", ", message.fields("Vary"));
        for (String name : before.split(",", -1)) {
            if (name.strip().equalsIgnoreCase("Accept-Encoding") || name.strip().equals("*")) {
                return;
            }
        }
        message.setField("Vary", before.isEmpty() ? "Accept-Encoding" : before + ", Accept-Encoding");
    }

    /** The compressed body is another representation, so it has another tag. */
    private void tag(FilteredMessage message, Coding coding) {
        Optional<String> tag = message.field("ETag");
        if (tag.isEmpty() || rules.tag() == DeflateRules.Tag.NO_CHANGE) {
            return;
        }
        String text = tag.get();
        if (rules.tag() == DeflateRules.Tag.REMOVE) {
            message.removeField("ETag");
        } else if (text.length() > 2 && text.endsWith("\"")) {
            message.setField("ETag", text.substring(0, text.length() - 1) + "-" + coding.word() + "\"");
        }
    }
}
