package org.whippletree.proxy.login;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** Compares a password with what htpasswd has made of the right one. Takes as long as the hash is meant to take. Pure. */
final class PasswordHash {
    /** A cost of 17 is the most that htpasswd makes; one more doubles the time, which is seconds then. */
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-7])\\$[./A-Za-z0-9]{53}");

    private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2Y;
    private static final String SHA = "{SHA}";
    private static final String APR1 = "$apr1$";

    private PasswordHash() {}

    /** A hash that cannot be compared with. */
    static final class UnknownHashException extends Exception {
        UnknownHashException() {
            super("its hash is crypt's, plain text or too costly: make it anew with htpasswd -B");
        }
    }

    static boolean matches(String hash, byte[] password) throws UnknownHashException {
        if (BCRYPT.matcher(hash).matches()) {
            // The letter tells of bugs in old programs; the hash is the same.
            String sameVersion = "$2y" + hash.substring(3);
            return BCrypt.verifyer(VERSION, LongPasswordStrategies.truncate(VERSION))
                    .verify(password, sameVersion.getBytes(StandardCharsets.US_ASCII))
                    .verified;
        }
        if (hash.startsWith(SHA)) {
            return same(
                    hash,
                    SHA + Base64.getEncoder().encodeToString(digest("SHA-1").digest(password)));
        }
        if (hash.startsWith(APR1)) {
            int end = hash.indexOf('$', APR1.length());
            String salt = hash.substring(APR1.length(), end < 0 ? hash.length() : end);
            return same(hash, APR1 + salt + '$' + Apr1.hash(password, salt));
        }
        throw new UnknownHashException();
    }

    private static boolean same(String hash, String made) {
        return MessageDigest.isEqual(hash.getBytes(StandardCharsets.UTF_8), made.getBytes(StandardCharsets.UTF_8));
    }

    static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + name, e);
        }
    }
}
