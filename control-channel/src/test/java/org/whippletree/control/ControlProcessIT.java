package org.whippletree.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.epoll.LinuxSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whippletree.config.ListenAddress;
import org.whippletree.testkit.LeakWatch;

/** The channel between two processes, as the kernel sees them. */
class ControlProcessIT {
    @TempDir
    private Path folder;

    private final RecordingServerListener events = new RecordingServerListener();
    private final List<ControlServer> servers = new ArrayList<>();
    private volatile Optional<Process> child = Optional.empty();

    @AfterEach
    void endEverything() throws IOException {
        child.ifPresent(Process::destroyForcibly);
        servers.forEach(ControlServer::close);
        if (child.isPresent()) {
            LeakWatch.check(Files.readString(childLog()));
        }
    }

    private Path childLog() {
        return folder.resolve("child.log");
    }

    @Test
    void handsAListenerToAnotherProcess() throws Exception {
        LinuxSocket listener = AnsweringAcceptor.listeningSocket();
        int port = AnsweringAcceptor.portOf(listener);
        aSupervisor();
        Process process = spawn();

        deliver(listener, port);
        listener.close();

        assertEquals("served by " + process.pid(), AnsweringAcceptor.answerAt(port));
    }

    @Test
    void findsAServingChildAgainAsANewSupervisor() throws Exception {
        LinuxSocket listener = AnsweringAcceptor.listeningSocket();
        int port = AnsweringAcceptor.portOf(listener);
        ControlServer supervisor = aSupervisor();
        Process process = spawn();
        deliver(listener, port);
        listener.close();

        supervisor.close();
        assertEquals("served by " + process.pid(), AnsweringAcceptor.answerAt(port));
        aSupervisor();

        ChildLink link = events.await("connected");
        assertEquals(process.pid(), link.hello().pid());
        assertTrue(link.hello().serving());
        assertEquals("served by " + process.pid(), AnsweringAcceptor.answerAt(port));
        link.send(new ControlMessage.Stop(0));
        events.await(new ControlMessage.Leaving("told to stop"));
        events.await("lost");
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
    }

    @Test
    void losesAKilledChildAtOnce() throws Exception {
        aSupervisor();
        Process process = spawn();
        ChildLink link = events.await("connected");

        process.destroyForcibly();

        assertEquals(link, events.await("lost"));
    }

    private ControlServer aSupervisor() throws IOException {
        ControlServer server = ControlServer.listen(folder.resolve("control.sock"), this::admitOnlyTheChild, events);
        servers.add(server);
        return server;
    }

    private void deliver(LinuxSocket listener, int port) throws InterruptedException {
        ChildLink link = events.await("connected");
        assertFalse(link.hello().serving());
        link.sendListeners(List.of(new ListenerDescriptor(new ListenAddress("127.0.0.1", port), listener.intValue())));
        events.await("listenersDelivered");
        events.await(new ControlMessage.Ready());
    }

    private Optional<String> admitOnlyTheChild(ControlMessage.Hello hello, PeerIdentity peer) {
        boolean spawned = child.filter(process -> process.pid() == peer.pid() && process.pid() == hello.pid())
                .isPresent();
        return spawned ? Optional.empty() : Optional.of("not spawned here");
    }

    private Process spawn() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        LeakWatch.JVM_OPTION,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServingChild.class.getName(),
                        folder.resolve("control.sock").toString(),
                        "4",
                        "2")
                .redirectErrorStream(true)
                .redirectOutput(childLog().toFile())
                .start();
        child = Optional.of(process);
        return process;
    }
}
