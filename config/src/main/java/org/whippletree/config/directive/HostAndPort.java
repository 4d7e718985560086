package org.whippletree.config.directive;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The end of a URL's authority or of a Listen: a host, a port, or both. Nothing is looked up.
 *
 * @param host without brackets, in lower case; empty if only a port is given
 * @param port 0 to 65535
 */
record HostAndPort(String host, OptionalInt port) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,252}[A-Za-z0-9_.])?");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9_.-]{1,32})?");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,5}");

    /** A lone number is a host here; {@code *} is one too. */
    static HostAndPort parse(String text) throws BadArgument {
        int colon = text.lastIndexOf(':');
        if (text.startsWith("[")) {
            int bracket = text.indexOf(']');
            String literal = bracket < 0 ? "" : text.substring(1, bracket);
            boolean alone = bracket == text.length() - 1;
            if (!ipv6(literal) || (!alone && colon != bracket + 1)) {
                throw invalid(text);
            }
            return new HostAndPort(literal.toLowerCase(Locale.ROOT), alone ? OptionalInt.empty() : port(text, colon));
        }
        if (colon >= 0 && text.indexOf(':') != colon) {
            throw new BadArgument(
                    "Invalid address or port '" + text + "': put an IPv6 address in brackets, as in [::1]:8080");
        }
        String host = colon < 0 ? text : text.substring(0, colon);
        if (!host.equals("*") && !NAME.matcher(host).matches()) {
            throw invalid(text);
        }
        return new HostAndPort(host.toLowerCase(Locale.ROOT), colon < 0 ? OptionalInt.empty() : port(text, colon));
    }

    /** For Listen and its like: a lone number is a port. */
    static HostAndPort parsePortFirst(String text) throws BadArgument {
        if (DIGITS.matcher(text).matches()) {
            return new HostAndPort("", port(text, -1));
        }
        HostAndPort parsed = parse(text);
        if (parsed.port.isEmpty()) {
            throw new BadArgument("Port must be specified: '" + text + "' names a host only, as in " + text + ":8080");
        }
        return parsed;
    }

    private static boolean ipv6(String literal) {
        if (!IPV6.matcher(literal).matches() || literal.indexOf(':') < 0) {
            return false;
        }
        int zone = literal.indexOf('%');
        try {
            // In brackets it is taken for a literal or refused, never looked up; a zone would be looked up on this
            // machine.
            InetAddress.getByName("[" + (zone < 0 ? literal : literal.substring(0, zone)) + "]");
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static OptionalInt port(String text, int colon) throws BadArgument {
        String digits = text.substring(colon + 1);
        if (!DIGITS.matcher(digits).matches() || Integer.parseInt(digits) > 65_535) {
            throw invalid(text);
        }
        return OptionalInt.of(Integer.parseInt(digits));
    }

    private static BadArgument invalid(String text) {
        return new BadArgument(
                "Invalid address or port '" + text + "', expected [address:]port with a port up to 65535");
    }
}
