package org.whippletree.proxy.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** htpasswd's form of Poul-Henning Kamp's MD5 crypt: a thousand rounds. Old files are full of it. Pure. */
final class Apr1 {
    private static final String LETTERS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ROUNDS = 1_000;
    private static final int DIGEST_BYTES = 16;
    private static final int MOST_SALT = 8;

    private Apr1() {}

    /** The last part of a hash. */
    static String hash(byte[] password, String saltText) {
        byte[] salt =
                saltText.substring(0, Math.min(MOST_SALT, saltText.length())).getBytes(StandardCharsets.UTF_8);
        MessageDigest md5 = PasswordHash.digest("MD5");
        md5.update(password);
        md5.update(salt);
        byte[] round = md5.digest(password);
        md5.update(password);
        md5.update("$apr1$".getBytes(StandardCharsets.US_ASCII));
        md5.update(salt);
        for (int left = password.length; left > 0; left -= DIGEST_BYTES) {
            md5.update(round, 0, Math.min(DIGEST_BYTES, left));
        }
        for (int bits = password.length; bits != 0; bits >>= 1) {
            md5.update((bits & 1) != 0 ? 0 : password[0]);
        }
        round = md5.digest();
        for (int i = 0; i < ROUNDS; i++) {
            md5.update((i & 1) != 0 ? password : round);
            if (i % 3 != 0) {
                md5.update(salt);
            }
            if (i % 7 != 0) {
                md5.update(password);
            }
            round = md5.digest((i & 1) != 0 ? round : password);
        }
        return letters(round);
    }

    private static String letters(byte[] digest) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            append(text, digest[i], digest[i + 6], digest[i == 4 ? 5 : i + 12], 4);
        }
        append(text, (byte) 0, (byte) 0, digest[11], 2);
        return text.toString();
    }

    private static void append(StringBuilder text, byte first, byte second, byte third, int letters) {
        int bits = (first & 0xff) << 16 | (second & 0xff) << 8 | (third & 0xff);
        for (int i = 0; i < letters; i++) {
            text.append(LETTERS.charAt(bits & 0x3f));
            bits >>= 6;
        }
    }
}
