package org.whippletree.deploy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.whippletree.testkit.Await;

/** Debian's apache2 on a configuration of a test, in the foreground of a process of its own. */
final class Apache implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/apache2");
    private static final int STOP_SECONDS = 20;

    private final Process process;
    private final Path root;
    private final int port;

    private Apache(Process process, Path root, int port) {
        this.process = process;
        this.root = root;
        this.port = port;
    }

    int port() {
        return port;
    }

    static boolean installed() {
        return Files.isExecutable(PROGRAM) && Files.isDirectory(HttpdCase.MODULES);
    }

    /** Starts it on {@code httpd.conf} in the folder; it serves when this returns. */
    static Apache start(Path root, int port) throws IOException {
        Files.createDirectories(root.resolve("logs"));
        List<String> command = new ArrayList<>(
                List.of(PROGRAM.toString(), "-DFOREGROUND", "-d", root.toString(), "-f", root + "/httpd.conf"));
        command.addAll(List.of("-C", "DefaultRuntimeDir " + root + "/logs"));
        command.addAll(List.of("-C", "PidFile " + root + "/logs/httpd.pid"));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-c", "User www-data", "-c", "Group www-data"));
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("logs/console").toFile());
        Apache apache = new Apache(builder.start(), root, port);
        Await.until("apache2 accepts on port " + port, () -> {
            if (!apache.process.isAlive()) {
                throw new IllegalStateException("apache2 ended: " + apache.said());
            }
            return accepts(port);
        });
        return apache;
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private String said() throws IOException {
        return Files.readString(root.resolve("logs/console"));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError("apache2 did not stop within " + STOP_SECONDS + " s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
