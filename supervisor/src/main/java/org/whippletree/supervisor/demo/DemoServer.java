package org.whippletree.supervisor.demo;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.whippletree.supervisor.admin.AdminClient;

/**
 * The supervisor that a demo runs, in a session of its own: Ctrl-C reaches the demo alone, which then stops it. It is asked to
 * stop by the kernel if the demo dies without a chance to.
 */
final class DemoServer {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final int STOP_SECONDS = 15;

    private final Process process;
    private final AdminClient admin;

    private DemoServer(Process process, AdminClient admin) {
        this.process = process;
        this.admin = admin;
    }

    static DemoServer spawn(List<String> supervisorCommand, DemoFolder folder, AdminClient admin) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid"));
        if (Files.isExecutable(SETPRIV)) {
            command.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "TERM"));
        }
        command.addAll(supervisorCommand);
        command.addAll(List.of(
                "-DFOREGROUND",
                "-d",
                folder.path().toString(),
                "-f",
                folder.configFile().toString()));
        Process process = new ProcessBuilder(command)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.errorLog().toFile()))
                .start();
        return new DemoServer(process, admin);
    }

    long pid() {
        return process.pid();
    }

    /** Waits until so many children serve; their pids. Empty if the server ended or took too long. */
    List<Long> awaitServing(int children, int seconds) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < limit && !endedWithin(100)) {
            List<Long> ready = admin.readyChildren(pid());
            if (ready.size() >= children) {
                return ready;
            }
        }
        return List.of();
    }

    /** Waits so long, or until the server has ended; whether it has. */
    boolean endedWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    String scoreboard() throws IOException {
        return admin.get("/server-status?text");
    }

    /** Asks the server to stop, waits for it, and if it must be ends it by force; whether it stopped by itself. */
    boolean stop() throws InterruptedException {
        process.destroy();
        if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            return true;
        }
        process.destroyForcibly();
        return false;
    }
}
