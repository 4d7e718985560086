package org.whippletree.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GreetingTest {
    private final RecordingServerListener listener = new RecordingServerListener();
    private final LinkTable links = new LinkTable((hello, peer) -> Optional.empty(), listener);
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @Test
    void closesAConnectionThatSaysNothingFor5Seconds() {
        try (LogLines log = LogLines.of(Greeting.class)) {
            channel.freezeTime();
            channel.pipeline().addLast(new FrameCodec(), new Greeting(links, listener));

            channel.advanceTimeBy(4999, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
            assertTrue(channel.isOpen());
            channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();

            assertFalse(channel.isOpen());
            assertEquals(List.of("closing a connection to the control socket: it said nothing for 5 s"), log.lines());
        }
    }

    @Test
    void closesAConnectionThatDoesNotSpeakTheProtocol() {
        try (LogLines log = LogLines.of(Greeting.class)) {
            channel.pipeline().addLast(new FrameCodec(), new Greeting(links, listener));

            channel.writeInbound(Unpooled.copiedBuffer("GET / HTTP/1.1\r\n", StandardCharsets.US_ASCII));

            assertFalse(channel.isOpen());
            assertEquals(1, log.lines().size());
        }
    }

    @Test
    void closesAConnectionThatBeginsWithAnotherMessage() {
        try (LogLines log = LogLines.of(Greeting.class)) {
            channel.pipeline().addLast(new Greeting(links, listener));

            channel.writeInbound(new ControlMessage.Ready());

            assertFalse(channel.isOpen());
            assertEquals(
                    List.of("closing a connection to the control socket: its first message is a Ready"), log.lines());
        }
    }
}
