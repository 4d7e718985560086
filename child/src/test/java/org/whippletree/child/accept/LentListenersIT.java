package org.whippletree.child.accept;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.whippletree.child.loop.ChildLoop;
import org.whippletree.child.loop.InheritedListener;
import org.whippletree.child.share.Arming;

/** A listener that is being copied to a supervisor must not be closed: its number might name another socket by then. */
class LentListenersIT {
    private final ChildLoop loop = ChildLoop.start();
    private LinuxSocket socket;
    private AcceptGate gate;

    @BeforeEach
    void listens() throws Exception {
        socket = LinuxSocket.newSocketStream(SocketProtocolFamily.INET);
        socket.bind(new InetSocketAddress("127.0.0.1", 0));
        socket.listen(16);
        gate = new AcceptGate(loop.eventLoop(), new Roomy(), new Always(), Duration.ZERO, () -> {});
        InheritedListener listener =
                InheritedListener.adopt(loop.eventLoop(), socket.intValue(), client -> {}, failure -> {});
        onLoop(() -> gate.add(listener));
    }

    @AfterEach
    void ends() {
        loop.close();
    }

    private void onLoop(Runnable step) throws Exception {
        loop.eventLoop().submit(step).sync();
        // A close that the step has begun is over when another task has run.
        loop.eventLoop().submit(() -> {}).sync();
    }

    private boolean open() {
        return Files.exists(Path.of("/proc/self/fd/" + socket.intValue()));
    }

    @Test
    void stayOpenUntilTheyAreReturned() throws Exception {
        onLoop(() -> assertTrue(gate.lend()));
        onLoop(gate::close);
        assertTrue(open());
        assertFalse(gate.armed());

        onLoop(gate::returned);

        assertFalse(open());
    }

    @Test
    void areNotLentOnceTheyHaveBeenClosed() throws Exception {
        onLoop(gate::close);

        assertFalse(gate.lend());
        assertFalse(open());
    }

    @Test
    void goOnAsBeforeWhenTheyAreReturned() throws Exception {
        onLoop(gate::takeTurn);
        onLoop(() -> assertTrue(gate.lend()));

        onLoop(gate::returned);

        assertTrue(gate.armed());
        assertTrue(open());
        onLoop(gate::close);
        assertFalse(open());
    }

    private static final class Roomy implements Room {
        @Override
        public boolean left(boolean armed) {
            return true;
        }

        @Override
        public boolean canBeMade() {
            return false;
        }

        @Override
        public void make() {}

        @Override
        public String figures() {
            return "";
        }
    }

    private static final class Always implements Turns {
        @Override
        public Arming decide(boolean armed) {
            return Arming.ARMED_LEAST_BUSY;
        }

        @Override
        public Arming afterAccept() {
            return Arming.ARMED_LEAST_BUSY;
        }

        @Override
        public Arming afterHoldOff() {
            return Arming.ARMED_LEAST_BUSY;
        }
    }
}
