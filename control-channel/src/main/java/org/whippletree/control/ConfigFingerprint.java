package org.whippletree.control;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.whippletree.config.ServerConfig;

/** Tells whether two processes, of which one may be gone, have the same configuration, without keeping what it says. */
public final class ConfigFingerprint {
    private ConfigFingerprint() {}

    /** SHA-256, in hexadecimal, of the configuration as children receive it. */
    public static String of(ServerConfig config) {
        try {
            byte[] bytes = ControlCodec.encode(new ControlMessage.Configure(config));
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
