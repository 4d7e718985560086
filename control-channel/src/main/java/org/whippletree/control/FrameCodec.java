package org.whippletree.control;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageCodec;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.whippletree.control.ControlCodec.BrokenMessageException;
import org.whippletree.control.ControlCodec.UnknownMessageException;

/**
 * Frames of one connection: an unsigned 32-bit length of what follows, the sender's 16-bit protocol version, the payload. A
 * payload of another version is tried all the same, so that a refusal can be read across versions. A broken or oversized frame
 * fails the connection; an unknown message type is logged once per connection and skipped.
 */
final class FrameCodec extends ByteToMessageCodec<ControlMessage> {
    /** The most bytes that a length may announce. */
    static final int LIMIT_BYTES = 16 * 1024 * 1024;

    private static final System.Logger LOG = System.getLogger(FrameCodec.class.getName());
    private static final int LENGTH_BYTES = Integer.BYTES;
    private static final int VERSION_BYTES = Short.BYTES;
    /** A peer can invent any number of types; beyond so many they are skipped without a line. */
    private static final int UNKNOWN_TYPES_LOGGED = 16;

    private final Set<String> unknownTypes = new HashSet<>();

    @Override
    protected void encode(ChannelHandlerContext ctx, ControlMessage message, ByteBuf out) {
        byte[] payload = ControlCodec.encode(message);
        int lengthBytes = VERSION_BYTES + payload.length;
        if (lengthBytes > LIMIT_BYTES) {
            throw new TooLongFrameException("a " + message.getClass().getSimpleName() + " of " + lengthBytes
                    + " bytes is over the limit of " + LIMIT_BYTES + " bytes");
        }
        out.writeInt(lengthBytes).writeShort(ControlMessage.PROTOCOL).writeBytes(payload);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < LENGTH_BYTES) {
            return;
        }
        long lengthBytes = in.getUnsignedInt(in.readerIndex());
        if (lengthBytes > LIMIT_BYTES) {
            in.skipBytes(in.readableBytes());
            throw new TooLongFrameException("a frame announces " + lengthBytes + " bytes, the limit is " + LIMIT_BYTES
                    + " bytes; the peer does not speak this protocol");
        }
        if (lengthBytes < VERSION_BYTES) {
            in.skipBytes(in.readableBytes());
            throw new CorruptedFrameException("a frame announces " + lengthBytes + " bytes, too few for its version");
        }
        if (in.readableBytes() < LENGTH_BYTES + lengthBytes) {
            return;
        }
        in.skipBytes(LENGTH_BYTES);
        int version = in.readUnsignedShort();
        decodePayload(ByteBufUtil.getBytes(in.readSlice((int) lengthBytes - VERSION_BYTES)), version, out);
    }

    private void decodePayload(byte[] payload, int version, List<Object> out) {
        try {
            out.add(ControlCodec.decode(payload));
        } catch (UnknownMessageException e) {
            if (unknownTypes.size() < UNKNOWN_TYPES_LOGGED && unknownTypes.add(e.type())) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "skipping messages of the unknown type " + printable(e.type()) + "; the peer speaks protocol "
                                + version + ", this process " + ControlMessage.PROTOCOL);
            }
        } catch (BrokenMessageException e) {
            throw new CorruptedFrameException("a message of protocol " + version + " cannot be read as protocol "
                    + ControlMessage.PROTOCOL + ": " + e.getMessage());
        }
    }

    private static String printable(String type) {
        String kept = type.replaceAll("[^\\w.-]", ".");
        return kept.length() <= 64 ? kept : kept.substring(0, 64) + "...";
    }
}
