package org.whippletree.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.whippletree.testkit.Await;
import org.whippletree.testkit.LeakWatch;

/**
 * A server started from the distribution, in a folder of its own below {@code target/black-box}, where its log stays. Closing it stops
 * it, ends by force whatever is left, and fails if something was.
 */
final class RunningServer implements AutoCloseable {
    private static final int STOP_SECONDS = 30;
    private static final Pattern START_SERVERS = Pattern.compile("(?m)^\\s*StartServers (\\d+)");

    private final Path root;
    private final Path runtimeDir;
    private final Path conf;
    private final int port;

    private RunningServer(String name, ConfText wanted) {
        try {
            root = Path.of("target", "black-box", name).toAbsolutePath();
            delete(root);
            Files.createDirectories(root);
            // The path of a Unix socket has little room; the folder of the build may be deep.
            runtimeDir = Files.createTempDirectory("whippletree-");
            conf = root.resolve("whippletree.conf");
            port = FreePorts.next();
            Files.writeString(conf, wanted.text(root, runtimeDir, port));
        } catch (IOException failure) {
            throw new AssertionError("cannot prepare " + name, failure);
        }
    }

    /** Starts a server in a process of its own, as a service manager does; it serves when this returns. */
    static RunningServer start(String name, ConfText conf) {
        RunningServer server = new RunningServer(name, conf);
        server.startInForeground();
        return server;
    }

    /** Prepares a server that the test starts itself. */
    static RunningServer prepare(String name, ConfText conf) {
        return new RunningServer(name, conf);
    }

    private void startInForeground() {
        Path console = root.resolve("console");
        try {
            int children = startServers();
            Process supervisor = Distribution.command(with("-DFOREGROUND"))
                    .redirectErrorStream(true)
                    .redirectOutput(console.toFile())
                    .start();
            Await.until("a server that serves", () -> {
                if (!supervisor.isAlive()) {
                    throw new IllegalStateException("it ended: " + Files.readString(console) + logText());
                }
                return AdminSocket.in(runtimeDir).answers()
                        && status().children().stream()
                                        .filter(Status.Child::ready)
                                        .count()
                                >= children;
            });
        } catch (IOException failure) {
            throw new AssertionError("cannot start " + root, failure);
        }
    }

    /** As many children as its file asks for first; one if what says so is in another file. */
    private int startServers() throws IOException {
        Matcher matcher = START_SERVERS.matcher(Files.readString(conf));
        int children = 1;
        while (matcher.find()) {
            children = Integer.parseInt(matcher.group(1));
        }
        return children;
    }

    /** In the background, by {@code -k start}. */
    void startAgain() {
        startThrough(List.of());
    }

    /** The same through another program, which runs what follows its own words. */
    void startThrough(List<String> wrapper) {
        Distribution.Outcome outcome = Distribution.runThrough(wrapper, with("-k", "start"));
        if (outcome.exitCode() != 0) {
            endWhatIsLeft();
            throw new AssertionError("-k start: " + outcome + "\n" + logText());
        }
    }

    /** The same as another user, whose the server's folders become; only root can do that. */
    void startAs(int uid) throws IOException {
        for (Path own : List.of(root, runtimeDir)) {
            Files.setAttribute(own, "unix:uid", uid);
        }
        startThrough(List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups"));
    }

    /** Runs a command of the product on this server's configuration. */
    Distribution.Outcome whippletree(String... arguments) {
        return Distribution.run(with(arguments));
    }

    /** These arguments and those that name this server's configuration. */
    String[] with(String... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of("-f", conf.toString()))
                .toArray(String[]::new);
    }

    /** Changes the configuration file; what is replaced must be there. */
    void replaceInConf(String text, String replacement) throws IOException {
        String before = Files.readString(conf);
        if (!before.contains(text)) {
            throw new AssertionError(text + " is not in " + before);
        }
        Files.writeString(conf, before.replaceFirst(Pattern.quote(text), Matcher.quoteReplacement(replacement)));
    }

    int port() {
        return port;
    }

    Path pidFile() {
        return root.resolve("whippletree.pid");
    }

    Path runtimeDir() {
        return runtimeDir;
    }

    Path root() {
        return root;
    }

    /** The pid of the supervisor, as its PidFile says. */
    long supervisor() {
        try {
            return Long.parseLong(Files.readString(pidFile()).strip());
        } catch (IOException failure) {
            throw new AssertionError("no pid file", failure);
        }
    }

    Status status() {
        return AdminSocket.in(runtimeDir).status();
    }

    /** The first status that is as wanted. */
    Status status(String what, Predicate<Status> wanted) {
        List<Status> seen = new ArrayList<>();
        Await.until(what, () -> {
            seen.add(status());
            return wanted.test(seen.get(seen.size() - 1));
        });
        return seen.get(seen.size() - 1);
    }

    String logText() {
        try {
            Path log = root.resolve("logs").resolve("error_log");
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException failure) {
            throw new AssertionError("cannot read the error log", failure);
        }
    }

    /** How many lines of the log a process has written that contain a text. */
    long logged(long pid, String text) {
        return logText()
                .lines()
                .filter(line -> line.contains("[pid " + pid + ":") && line.contains(text))
                .count();
    }

    /** Every process of this server, and none else. */
    List<ProcessHandle> processes() {
        return Processes.mentioning(root.toString(), runtimeDir.toString());
    }

    @Override
    public void close() {
        if (Files.exists(pidFile())) {
            ProcessHandle.of(supervisor()).filter(processes()::contains).ifPresent(RunningServer::stop);
        }
        List<String> left = endWhatIsLeft();
        if (!left.isEmpty()) {
            throw new AssertionError("left behind: " + left + "\n" + logText());
        }
        LeakWatch.check(logText());
        try {
            delete(runtimeDir);
        } catch (IOException failure) {
            throw new AssertionError("cannot delete " + runtimeDir, failure);
        }
    }

    private static void stop(ProcessHandle supervisor) {
        supervisor.destroy();
        supervisor
                .onExit()
                .completeOnTimeout(supervisor, STOP_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private List<String> endWhatIsLeft() {
        List<String> left = new ArrayList<>();
        for (ProcessHandle process : processes()) {
            left.add(process.pid() + " " + Processes.commandLine(process.pid()));
            process.destroyForcibly();
        }
        return left;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
