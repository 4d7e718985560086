package org.whippletree.supervisor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The name of an archive: a hash over everything its classes depend on. The content of each jar counts, because a JDK 25 runs the
 * old classes of an archive whose jar has changed, without a word.
 */
final class ArchiveName {
    private static final int CHUNK_BYTES = 1 << 16;

    private ArchiveName() {}

    /** The hash in hexadecimal digits; reads every jar. */
    static String of(List<String> facts, List<Path> jars) throws IOException {
        MessageDigest hash = sha256();
        for (String fact : facts) {
            add(hash, fact);
        }
        byte[] chunk = new byte[CHUNK_BYTES];
        for (Path jar : jars) {
            add(hash, jar.getFileName().toString());
            add(hash, String.valueOf(Files.size(jar)));
            try (InputStream in = Files.newInputStream(jar)) {
                for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                    hash.update(chunk, 0, count);
                }
            }
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    /** The facts of this JVM. */
    static List<String> ofThisJvm() {
        return List.of(
                System.getProperty("java.vendor"),
                System.getProperty("java.vm.version"),
                System.getProperty("os.arch"));
    }

    private static void add(MessageDigest hash, String text) {
        hash.update(text.getBytes(StandardCharsets.UTF_8));
        // A border, so that no two lists of texts look the same.
        hash.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
