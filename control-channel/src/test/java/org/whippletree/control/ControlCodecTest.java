package org.whippletree.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.EncoderException;
import io.netty.handler.codec.TooLongFrameException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlCodecTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new FrameCodec());

    static List<ControlMessage> everyMessage() {
        return Samples.oneOfEachMessage();
    }

    @AfterEach
    void releaseWhatIsLeft() {
        channel.finishAndReleaseAll();
    }

    @Test
    void hasASampleOfEveryMessage() {
        Set<Class<?>> permitted = Set.of(ControlMessage.class.getPermittedSubclasses());

        Set<Class<?>> sampled = everyMessage().stream().map(Object::getClass).collect(Collectors.toSet());

        assertEquals(permitted, sampled);
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void bringsEveryMessageOverTheWire(ControlMessage message) {
        channel.writeOutbound(message);
        channel.writeInbound((ByteBuf) channel.readOutbound());

        assertEquals(message, channel.readInbound());
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void readsAMessageThatComesByteByByte(ControlMessage message) {
        channel.writeOutbound(message);
        ByteBuf frame = channel.readOutbound();

        while (frame.readableBytes() > 1) {
            channel.writeInbound(frame.readBytes(1));
            assertTrue(channel.inboundMessages().isEmpty());
        }
        channel.writeInbound(frame);

        assertEquals(message, channel.readInbound());
    }

    @Test
    void writesLengthVersionAndATypeThatIsPartOfTheProtocol() {
        channel.writeOutbound(new ControlMessage.Watch(5));

        ByteBuf frame = channel.readOutbound();
        String payload = "{\"type\":\"watch\",\"seconds\":5}";
        assertEquals(2 + payload.length(), frame.readInt());
        assertEquals(1, frame.readUnsignedShort());
        assertEquals(payload, frame.readCharSequence(frame.readableBytes(), StandardCharsets.UTF_8));
        frame.release();
    }

    @Test
    void writesPathsAndDurationsAsPlainText() {
        String payload =
                new String(ControlCodec.encode(new ControlMessage.Configure(Samples.config())), StandardCharsets.UTF_8);

        assertTrue(payload.contains("\"runtimeDir\":\"/run/a b\""), payload);
        assertTrue(payload.contains("\"idleTimeout\":\"PT1.5S\""), payload);
    }

    @Test
    void ignoresAPropertyOfANewerPeer() {
        channel.writeInbound(frame(1, "{\"type\":\"heartbeat\",\"loopLagMillis\":4,\"mood\":{\"good\":[true]}}"));

        assertEquals(new ControlMessage.Heartbeat(4), channel.readInbound());
    }

    @Test
    void takesAMissingNumberFromAnOlderPeerAsZero() {
        channel.writeInbound(frame(1, "{\"type\":\"heartbeat\"}"));

        assertEquals(new ControlMessage.Heartbeat(0), channel.readInbound());
    }

    @Test
    void skipsAMessageOfAnUnknownTypeAndReadsOn() {
        try (LogLines log = LogLines.of(FrameCodec.class)) {
            channel.writeInbound(frame(2, "{\"type\":\"dance\",\"style\":\"tango\"}"));
            channel.writeInbound(frame(2, "{\"type\":\"dance\",\"style\":\"waltz\"}"));
            channel.writeInbound(frame(1, "{\"type\":\"ready\"}"));

            assertEquals(new ControlMessage.Ready(), channel.readInbound());
            assertEquals(
                    List.of("skipping messages of the unknown type dance; the peer speaks protocol 2, this process 1"),
                    log.lines());
        }
    }

    @Test
    void readsTheRefusalOfAnotherProtocolVersion() {
        channel.writeInbound(frame(9, "{\"type\":\"refused\",\"reason\":\"too old\"}"));

        assertEquals(new ControlMessage.Refused("too old"), channel.readInbound());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "GET / HTTP/1.1",
                "{\"type\":\"leaving\"}",
                "{\"type\":\"leaving\",\"reason\":null}",
                "{\"type\":\"watch\",\"seconds\":\"many\"}",
                "{\"type\":\"listeners\",\"addresses\":[{\"host\":\"*\",\"port\":-1}]}",
                "{\"type\":null}",
                "{\"seconds\":5}",
                "[]"
            })
    void failsOnAPayloadThatIsNoMessage(String payload) {
        assertThrows(CorruptedFrameException.class, () -> channel.writeInbound(frame(1, payload)));
    }

    @Test
    void namesBothVersionsWhenItCannotReadAMessage() {
        Exception failure =
                assertThrows(CorruptedFrameException.class, () -> channel.writeInbound(frame(7, "(cbor, perhaps)")));

        assertTrue(
                failure.getMessage().startsWith("a message of protocol 7 cannot be read as protocol 1"),
                failure.getMessage());
    }

    @Test
    void doesNotQuoteABrokenMessage() {
        String payload = "{\"type\":\"scoreboardAt\",\"address\":[],\"secret\":\"" + Samples.SECRET + "\"}";

        Exception failure = assertThrows(CorruptedFrameException.class, () -> channel.writeInbound(frame(1, payload)));

        assertFalse(failure.toString().contains(Samples.SECRET));
    }

    @Test
    void hidesSecretsInText() {
        for (ControlMessage message : everyMessage()) {
            assertFalse(message.toString().contains(Samples.SECRET));
            assertFalse(message.toString().contains("00ff"));
        }
    }

    @Test
    void failsOnAFrameOverTheLimitBeforeItsBytesCome() {
        ByteBuf head = Unpooled.buffer().writeInt(FrameCodec.LIMIT_BYTES + 1);

        assertThrows(TooLongFrameException.class, () -> channel.writeInbound(head));
    }

    @Test
    void failsOnBytesThatAreNotFramed() {
        ByteBuf request = Unpooled.copiedBuffer("GET / HTTP/1.1\r\n", StandardCharsets.US_ASCII);

        assertThrows(TooLongFrameException.class, () -> channel.writeInbound(request));
    }

    @Test
    void failsOnAFrameTooShortForItsVersion() {
        assertThrows(
                CorruptedFrameException.class,
                () -> channel.writeInbound(Unpooled.buffer().writeInt(1)));
    }

    @Test
    void sendsNoFrameOverTheLimit() {
        char[] reason = new char[FrameCodec.LIMIT_BYTES];
        Arrays.fill(reason, 'x');

        Exception failure = assertThrows(
                EncoderException.class,
                () -> channel.writeOutbound(new ControlMessage.Leaving(String.valueOf(reason))));

        assertTrue(failure.getMessage().contains("over the limit"), failure.getMessage());
    }

    private static ByteBuf frame(int version, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return Unpooled.buffer().writeInt(2 + bytes.length).writeShort(version).writeBytes(bytes);
    }
}
