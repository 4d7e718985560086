package org.whippletree.proxy.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.whippletree.config.RedirectRule;
import org.whippletree.proxy.path.BoundedPattern;
import org.whippletree.proxy.path.PathPrefix;
import org.whippletree.proxy.path.Substitution;

/** Where clients are sent instead of being served, as mod_alias does: the first rule that matches, in file order. Pure. */
public final class Redirects {
    /** What httpd leaves as it is in the path of a URL, beside letters and digits. */
    private static final String PLAIN_IN_PATH = "$-_.+!*'(),:@&=/~";

    private static final String PLAIN_IN_QUERY = PLAIN_IN_PATH + ";?%#";

    private final List<Rule> rules;

    private record Rule(RedirectRule config, BoundedPattern pattern, Substitution substitution) {
        static Rule of(RedirectRule config) {
            return new Rule(
                    config,
                    new BoundedPattern(config.pattern() ? config.path() : ""),
                    new Substitution(config.target()));
        }
    }

    /**
     * An answer that sends a client elsewhere, or nowhere.
     *
     * @param location where it is sent; empty if it is sent nowhere
     */
    public record Redirection(int status, String location) {}

    public Redirects(List<RedirectRule> rules) {
        this.rules = rules.stream().map(Rule::of).toList();
    }

    /**
     * Whether a client is sent away.
     *
     * @param clientHost what the client calls this server; empty if it does not
     */
    public Optional<Redirection> find(RequestTarget target, String clientHost) {
        for (Rule rule : rules) {
            Optional<String> location = rule.config().pattern() ? byPattern(rule, target) : byPrefix(rule, target);
            if (location.isPresent()) {
                return Optional.of(new Redirection(
                        rule.config().status(),
                        rule.config().target().isEmpty() ? "" : complete(location.get(), target.query(), clientHost)));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> byPrefix(Rule rule, RequestTarget target) {
        int matched = PathPrefix.matchedLength(rule.config().path(), target.path());
        return matched < 0
                ? Optional.empty()
                : Optional.of(rule.config().target() + escaped(target.path().substring(matched), PLAIN_IN_PATH + "%"));
    }

    private static Optional<String> byPattern(Rule rule, RequestTarget target) {
        return rule.pattern()
                .find(target.decodedPath())
                .map(match -> escapedUrl(rule.substitution().of(match)));
    }

    /** What stands behind the host is escaped: it can hold what a client has encoded. */
    private static String escapedUrl(String url) {
        int scheme = url.indexOf("://");
        int path = url.indexOf('/', scheme < 0 ? 0 : scheme + "://".length());
        if (path < 0) {
            return escaped(url, PLAIN_IN_QUERY);
        }
        int question = url.indexOf('?', path);
        int end = question < 0 ? url.length() : question;
        return escaped(url.substring(0, path), PLAIN_IN_QUERY)
                + escaped(url.substring(path, end), PLAIN_IN_PATH)
                + escaped(url.substring(end), PLAIN_IN_QUERY);
    }

    private static String escaped(String text, String plain) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            boolean alphanumeric = (character >= '0' && character <= '9')
                    || (character >= 'A' && character <= 'Z')
                    || (character >= 'a' && character <= 'z');
            if (alphanumeric || plain.indexOf(character) >= 0) {
                escaped.append(character);
            } else {
                escaped.append('%')
                        .append(Character.forDigit(character >> 4, 16))
                        .append(Character.forDigit(character & 0xf, 16));
            }
        }
        return escaped.toString();
    }

    private static String complete(String location, String query, String clientHost) {
        String absolute =
                location.startsWith("/") && !clientHost.isEmpty() ? "http://" + clientHost + location : location;
        return absolute.indexOf('?') >= 0 ? absolute : absolute + query;
    }
}
