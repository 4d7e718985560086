package org.whippletree.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import org.whippletree.proxy.socket.LentBuffers;

/**
 * Puts heads into octets: a start line and one for each field (RFC 9112, 2.1 and 5), in an array, and from there into the buffer at
 * once, where Netty (seen in 4.2.18) writes character by character. A character beyond ISO 8859-1 becomes a question mark. Owned by
 * the event loop.
 */
public final class HeadLines {
    private static final int FIRST_BYTES = 1024;

    /** Of an array that is kept for the next head; longer ones are rare. */
    private static final int KEPT_BYTES = 64 << 10;

    /** Of a buffer that is used again: a head, and what is copied of a body. */
    private static final int LENT_BYTES = 16 << 10;

    /** Colon and blank, CR and LF. */
    private static final int BETWEEN_BYTES = 4;

    private final LentBuffers buffers = new LentBuffers(LENT_BYTES);
    private byte[] octets = new byte[FIRST_BYTES];
    private int length;

    /** Writes all fields. */
    public void write(HttpHeaders fields, ByteBuf target) {
        length = 0;
        add(fields);
        target.writeBytes(octets, 0, length);
        forgetLarge();
    }

    /** The octets of a request without a body. */
    public ByteBuf request(HttpRequest head, ByteBufAllocator allocator) {
        length = 0;
        startLine(head.method().asciiName(), head.uri(), head.protocolVersion().text());
        return whole(head.headers(), allocator, 0);
    }

    /** The octets of an answer whose fields tell the length of its body, with the body; the answer is still the caller's. */
    public ByteBuf answer(FullHttpResponse answer, ByteBufAllocator allocator) {
        length = 0;
        HttpVersion version = answer.protocolVersion();
        startLine(version.text(), answer.status().codeAsText(), answer.status().reasonPhrase());
        ByteBuf body = answer.content();
        ByteBuf whole = whole(answer.headers(), allocator, body.readableBytes());
        return whole.writeBytes(body, body.readerIndex(), body.readableBytes());
    }

    private ByteBuf whole(HttpHeaders fields, ByteBufAllocator allocator, int bodyBytes) {
        add(fields);
        endLine();
        ByteBuf target = buffers.lend(allocator, length + bodyBytes).writeBytes(octets, 0, length);
        forgetLarge();
        return target;
    }

    private void startLine(CharSequence first, CharSequence second, CharSequence third) {
        room(first.length() + second.length() + third.length() + BETWEEN_BYTES);
        add(first);
        octets[length++] = ' ';
        add(second);
        octets[length++] = ' ';
        add(third);
        endLine();
    }

    private void add(HttpHeaders fields) {
        Iterator<Map.Entry<CharSequence, CharSequence>> lines = fields.iteratorCharSequence();
        while (lines.hasNext()) {
            Map.Entry<CharSequence, CharSequence> line = lines.next();
            room(line.getKey().length() + line.getValue().length() + BETWEEN_BYTES);
            add(line.getKey());
            octets[length++] = ':';
            octets[length++] = ' ';
            add(line.getValue());
            endLine();
        }
    }

    private void endLine() {
        octets[length++] = '\r';
        octets[length++] = '\n';
    }

    /** For so many octets, and the end of the head. */
    private void room(int bytes) {
        int most = length + bytes + BETWEEN_BYTES;
        if (most > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(most, 2 * octets.length));
        }
    }

    private void add(CharSequence text) {
        if (text instanceof AsciiString ascii) {
            System.arraycopy(ascii.array(), ascii.arrayOffset(), octets, length, ascii.length());
            length += ascii.length();
        } else {
            byte[] encoded = text.toString().getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(encoded, 0, octets, length, encoded.length);
            length += encoded.length;
        }
    }

    private void forgetLarge() {
        if (octets.length > KEPT_BYTES) {
            octets = new byte[FIRST_BYTES];
        }
    }
}
