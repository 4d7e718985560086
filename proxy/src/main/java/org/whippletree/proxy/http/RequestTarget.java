package org.whippletree.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * A request target taken apart (RFC 9112, 3.2): the authority of an absolute-form target, and a path without dot segments and
 * without encoded letters, so that what a route admits is what the backend sees.
 *
 * @param authority host and port of an absolute-form target; empty for others
 * @param path begins with a slash, or is {@code *}
 * @param query with its question mark; empty if there is none
 */
public record RequestTarget(String authority, String path, String query) {
    private static final String SCHEME = "http://";

    /** Takes a target apart; empty if it leads above the root. The target has passed {@link RequestRules}. */
    public static Optional<RequestTarget> parse(String target) {
        String authority = "";
        String rest = target;
        if (!target.startsWith("/") && !target.equals("*")) {
            int end = authorityEnd(target);
            authority = target.substring(SCHEME.length(), end);
            rest = target.substring(end);
            if (!rest.startsWith("/")) {
                rest = "/" + rest;
            }
        }
        int question = rest.indexOf('?');
        String path = PercentEncoding.plain(question < 0 ? rest : rest.substring(0, question));
        String query = question < 0 ? "" : rest.substring(question);
        if (path.contains("/.")) {
            Optional<String> plain = withoutDotSegments(path);
            if (plain.isEmpty()) {
                return Optional.empty();
            }
            path = plain.get();
        }
        return Optional.of(new RequestTarget(authority, path, query));
    }

    /**
     * The path as the most careless backend might read it: everything decoded, and dot segments that come to light then resolved,
     * though none leads above the root. For rules on access, which no spelling must evade.
     */
    public String decodedPath() {
        String decoded = PercentEncoding.decoded(path);
        return decoded.equals(path) || !decoded.contains("/.")
                ? decoded
                : withoutDotSegments(decoded).orElse("/");
    }

    /** The host that a request names, whatever else is wrong with it; empty if it names none (RFC 9112, 3.2.2). */
    public static String hostOf(HttpRequest request) {
        String target = request.uri();
        if (isAbsolute(target)) {
            return target.substring(SCHEME.length(), authorityEnd(target));
        }
        String named = request.headers().get(HttpHeaderNames.HOST);
        return named == null ? "" : named;
    }

    static boolean isAbsolute(String target) {
        return target.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && RequestRules.isAuthority(target.substring(SCHEME.length(), authorityEnd(target)));
    }

    private static int authorityEnd(String target) {
        for (int i = SCHEME.length(); i < target.length(); i++) {
            char c = target.charAt(i);
            if (c == '/' || c == '?') {
                return i;
            }
        }
        return target.length();
    }

    /** RFC 3986, 5.2.4. */
    private static Optional<String> withoutDotSegments(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean lastSegment = i == segments.length - 1;
            if (segments[i].equals("..")) {
                if (kept.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!segments[i].equals(".")) {
                kept.addLast(segments[i]);
                continue;
            }
            if (lastSegment) {
                kept.addLast("");
            }
        }
        StringBuilder joined = new StringBuilder(path.length());
        for (Iterator<String> segment = kept.iterator(); segment.hasNext(); ) {
            joined.append('/').append(segment.next());
        }
        return Optional.of(joined.isEmpty() ? "/" : joined.toString());
    }
}
