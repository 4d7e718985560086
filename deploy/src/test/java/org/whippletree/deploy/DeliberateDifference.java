package org.whippletree.deploy;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where answers and forwarded requests are meant to differ from httpd's; {@code docs/differences.md} gives the reasons. The fields
 * are left out of every comparison; the others are named in front of the requests that show them.
 */
enum DeliberateDifference {
    /** Added to every message; httpd adds it with ProxyVia only. */
    VIA("`Via`", "via"),
    /** Told to backends; httpd leaves it to a RequestHeader. */
    X_FORWARDED_PROTO("`X-Forwarded-Proto`", "x-forwarded-proto"),
    /** A client's own word of who it is. */
    STRANGERS_WORD("What strangers say in `X-Forwarded-For` and its kin", ""),
    /** Says that the connection is kept only to who would not expect it. */
    CONNECTION("`Connection`", "connection"),
    /** A field of HTTP/1.0. */
    KEEP_ALIVE("`Keep-Alive`", "keep-alive"),
    /** What a client encoded because it means something else when plain stays encoded. */
    ENCODED_CHARACTERS("Encoded reserved characters", ""),
    /** Two slashes in a row reach the backend. */
    DOUBLE_SLASHES("Runs of slashes", ""),
    /** httpd leaves a slash too many in a location that it maps. */
    BALANCER_LOCATIONS("Locations of a balancer", ""),
    /** Backends may take a name for another one. */
    UNDERSCORES("Fields with an underscore in their names", ""),
    /** A body keeps the form that its client gave it. */
    SHORT_CHUNKED_BODIES("Short chunked bodies", ""),
    /** What a backend serves in place of an error has the status of the error. */
    ERROR_DOCUMENTS("Status of what a backend serves for `ErrorDocument`", ""),
    /** A page of the server has its own words, and its own charset. */
    ERROR_PAGES("Error pages", ""),
    /** TRACE is never answered. */
    TRACE("TRACE", ""),
    /** A message that two parsers might read differently is refused. */
    AMBIGUOUS_FRAMING("Ambiguous framing", ""),
    /** Weights count, and the coding deflate is known. */
    DEFLATE_WEIGHTS("`DEFLATE` and weights", ""),
    /** It covers Accept-Encoding. */
    VARY_STAR("`DEFLATE` and `Vary: *`", ""),
    /** They have the fields that a GET, or a 200, would have. */
    DEFLATE_BODYLESS("`DEFLATE` and answers to HEAD, and 304", ""),
    /** What must not be transformed is not. */
    NO_TRANSFORM("`DEFLATE` and `Cache-Control: no-transform`", ""),
    /** A line is searched as a whole, whatever has been put into it. */
    SUBSTITUTE_QUICK("`Substitute` with `q`", "");

    private final String title;
    private final String field;

    DeliberateDifference(String title, String field) {
        this.title = title;
        this.field = field;
    }

    /** As the page of differences calls it. */
    String title() {
        return title;
    }

    /**
     * The fields that both must agree on.
     *
     * @param filtered whether bodies go through filters
     */
    static Map<String, String> without(Map<String, String> fields, boolean filtered) {
        Set<String> differing =
                Arrays.stream(values()).map(difference -> difference.field).collect(Collectors.toSet());
        Map<String, String> same = new TreeMap<>(fields);
        same.keySet().removeAll(differing);
        if (filtered) {
            // How a body is framed whose length filters have changed.
            same.keySet().removeAll(Set.of("content-length", "transfer-encoding"));
            same.computeIfPresent("vary", (field, names) -> names.replace(" ", ""));
        }
        // Two lines of a list are one.
        same.computeIfPresent("accept-encoding", (field, codings) -> codings.replace(" & ", ", "));
        // Both tell it, and no two answers are given at one moment.
        same.remove("date");
        return same;
    }
}
