package org.whippletree.proxy.login;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** A name and a password, as Authorization brings them (RFC 7617). Has no words for a log. */
public final class Credentials {
    private static final String SCHEME = "basic ";

    private final String user;
    private final byte[] password;

    private Credentials(String user, byte[] password) {
        this.user = user;
        this.password = password;
    }

    /** Those of a field; empty if it holds none of this kind. */
    public static Optional<Credentials> parse(String authorization) {
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        byte[] octets;
        try {
            octets = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).strip());
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
        for (int colon = 0; colon < octets.length; colon++) {
            if (octets[colon] == ':') {
                return Optional.of(new Credentials(
                        new String(octets, 0, colon, StandardCharsets.UTF_8),
                        Arrays.copyOfRange(octets, colon + 1, octets.length)));
            }
        }
        return Optional.empty();
    }

    String user() {
        return user;
    }

    byte[] password() {
        return password;
    }
}
