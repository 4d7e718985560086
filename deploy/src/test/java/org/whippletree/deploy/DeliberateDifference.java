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
    AMBIGUOUS_FRAMING("Ambiguous framing", "");

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

    /** The fields that both must agree on. */
    static Map<String, String> without(Map<String, String> fields) {
        Set<String> differing =
                Arrays.stream(values()).map(difference -> difference.field).collect(Collectors.toSet());
        Map<String, String> same = new TreeMap<>(fields);
        same.keySet().removeAll(differing);
        // Both tell it, and no two answers are given at one moment.
        same.remove("date");
        return same;
    }
}
