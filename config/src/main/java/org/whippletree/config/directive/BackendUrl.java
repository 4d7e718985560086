package org.whippletree.config.directive;

import java.util.Locale;

/**
 * What a ProxyPass or a BalancerMember points at.
 *
 * @param scheme {@code http} or {@code balancer}
 * @param host the balancer's name, or the backend's host without brackets; in lower case
 * @param port the backend's; 80 if none is written
 * @param path empty or beginning with a slash, as written
 */
record BackendUrl(String scheme, String host, int port, String path) {
    static final String BALANCER = "balancer";

    boolean balancer() {
        return scheme.equals(BALANCER);
    }

    static BackendUrl parse(String text) throws BadArgument {
        int end = text.indexOf("://");
        if (text.startsWith("unix:")) {
            throw new BadArgument(
                    "unix: backends are not supported yet: use http://host:port in place of '" + text + "'");
        }
        if (end <= 0) {
            throw new BadArgument(
                    "Unable to parse URL '" + text + "': expected http://host[:port][/path] or balancer://name");
        }
        String scheme = text.substring(0, end).toLowerCase(Locale.ROOT);
        String rest = text.substring(end + 3);
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : rest.substring(slash);
        if (path.indexOf('?') >= 0 || path.indexOf('#') >= 0 || !printable(path)) {
            throw new BadArgument("Unable to parse URL '" + text + "': a path holds no query, fragment or blank");
        }
        if (scheme.equals(BALANCER)) {
            if (!authority.matches("[A-Za-z0-9_.-]+")) {
                throw new BadArgument("Unable to parse URL '" + text
                        + "': a balancer's name holds letters, digits, '-', '_' and '.'");
            }
            return new BackendUrl(scheme, authority.toLowerCase(Locale.ROOT), 80, path);
        }
        if (scheme.equals("ws")) {
            throw new BadArgument(
                    "ws:// backends are not supported: use http:// with upgrade=websocket in place of '" + text + "'");
        }
        if (!scheme.equals("http")) {
            throw new BadArgument(
                    scheme + ":// backends are not supported yet: use http:// in place of '" + text + "'");
        }
        if (authority.indexOf('@') >= 0) {
            throw new BadArgument(
                    "Unable to parse URL '" + text + "': a user name in a backend's URL is not supported");
        }
        HostAndPort place = place(text, authority);
        if (place.host().equals("*") || place.port().orElse(80) == 0) {
            throw new BadArgument(
                    "Unable to parse URL '" + text + "': a backend has one host, and a port from 1 to 65535");
        }
        return new BackendUrl(scheme, place.host(), place.port().orElse(80), path);
    }

    private static HostAndPort place(String text, String authority) throws BadArgument {
        try {
            return HostAndPort.parse(authority);
        } catch (BadArgument e) {
            throw new BadArgument("Unable to parse URL '" + text
                    + "': expected http://host[:port][/path] with a port from 1 to 65535");
        }
    }

    /** What a ProxyPassMatch points at: a URL in whose path groups of the pattern have places. */
    record Template(BackendUrl url, String target) {
        static Template parse(String text) throws BadArgument {
            int dollar = text.indexOf('$');
            BackendUrl base = BackendUrl.parse(dollar < 0 ? text : text.substring(0, dollar));
            if (dollar < 0) {
                return new Template(base, base.balancer() ? base.path() : base.pathEnd());
            }
            String rest = text.substring(dollar);
            if (rest.indexOf('?') >= 0 || rest.indexOf('#') >= 0 || !printable(rest)) {
                throw new BadArgument("Unable to parse URL '" + text + "': a path holds no query, fragment or blank");
            }
            // The segment in which a group has its place belongs to the target as a whole.
            int slash = base.balancer() ? 0 : Math.max(0, base.path().lastIndexOf('/'));
            BackendUrl url = new BackendUrl(
                    base.scheme(), base.host(), base.port(), base.path().substring(0, slash));
            return new Template(url, base.path().substring(slash) + rest);
        }
    }

    /** The path without the slashes at its end: what a member puts before each request's path. */
    String memberPath() {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    /** What {@link #memberPath()} leaves away: a route puts it in place of its prefix. */
    String pathEnd() {
        return path.substring(memberPath().length());
    }

    /** The normal form, by which backends are told apart. */
    String text() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return scheme + "://" + (port == 80 ? name : name + ":" + port) + memberPath();
    }

    private static boolean printable(String path) {
        return path.chars().allMatch(character -> character > 0x20 && character < 0x7f);
    }
}
