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
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * The name of an archive: a hash over everything its classes depend on. The content of each jar counts, because a JDK 25 runs the
 * old classes of an archive whose jar has changed, without a word. It is read at every start, before the first child: by checksums,
 * which a JVM has machine code for from its first moment on, where a cryptographic hash of all jars would take most of a second.
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
            add(hash, checksums(jar, chunk));
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    /** Told apart are versions, not forgeries: who may write into the install folder needs no archive to run code. */
    private static String checksums(Path jar, byte[] chunk) throws IOException {
        CRC32 first = new CRC32();
        CRC32C second = new CRC32C();
        try (InputStream in = Files.newInputStream(jar)) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                first.update(chunk, 0, count);
                second.update(chunk, 0, count);
            }
        }
        return Long.toHexString(first.getValue()) + " " + Long.toHexString(second.getValue());
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
