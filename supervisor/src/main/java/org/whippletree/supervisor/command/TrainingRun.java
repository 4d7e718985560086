package org.whippletree.supervisor.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.whippletree.supervisor.admin.AdminClient;

/**
 * The life of a server in small, for the archive of the supervisor's classes: it starts with one child on loopback, has a scoreboard,
 * tells its status and stops. Its own program, since a JVM writes the archive down when it ends.
 */
public final class TrainingRun {
    private static final int LONGEST_SECONDS = 60;
    private static final String CONFIG = """
            ServerName localhost
            ServerRoot "%s"
            DefaultRuntimeDir run
            ErrorLog error_log
            Listen 127.0.0.1:0
            StartServers 1
            ServerLimit 1
            ThreadsPerChild 2
            MaxRequestWorkers 2
            ChildJavaOptions -Xmx64m
            OrphanTimeout 1
            ProxyPass "/" "http://127.0.0.1:9/"
            """;

    private TrainingRun() {}

    /**
     * Runs the server to its end.
     *
     * @param args an empty folder for its files; whoever made it deletes it
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Path config = folder.resolve("whippletree.conf");
        Files.writeString(config, CONFIG.formatted(folder));
        Thread operator = new Thread(() -> lookAndStop(folder), "operator");
        operator.setDaemon(true);
        operator.start();
        System.exit(WhippletreeCommand.execute(new String[] {"-DFOREGROUND", "-f", config.toString()}));
    }

    private static void lookAndStop(Path folder) {
        long pid = ProcessHandle.current().pid();
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        try (AdminClient admin = AdminClient.over(folder.resolve("run").resolve("admin.sock"))) {
            while (System.nanoTime() < limit && admin.acceptingChildren(pid).isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            for (String form : List.of("text", "json", "auto")) {
                admin.get("/server-status?" + form);
            }
        } catch (IOException e) {
            System.err.println("the server in training tells no status: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Signals.send(pid, "TERM");
        }
    }
}
