package org.whippletree.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;

/**
 * Puts the fields of a head into octets, one line each (RFC 9112, 5): in an array, and from there into the buffer at once, where Netty
 * (seen in 4.2.18) writes character by character. A character beyond ISO 8859-1 becomes a question mark. Owned by the event loop.
 */
public final class FieldLines {
    private static final int FIRST_BYTES = 1024;

    /** Of an array that is kept for the next head; longer ones are rare. */
    private static final int KEPT_BYTES = 64 << 10;

    /** Colon and blank, CR and LF. */
    private static final int BETWEEN_BYTES = 4;

    private byte[] octets = new byte[FIRST_BYTES];
    private int length;

    /** Writes all of them. */
    public void write(HttpHeaders fields, ByteBuf target) {
        length = 0;
        Iterator<Map.Entry<CharSequence, CharSequence>> lines = fields.iteratorCharSequence();
        while (lines.hasNext()) {
            Map.Entry<CharSequence, CharSequence> line = lines.next();
            add(line.getKey(), line.getValue());
        }
        target.writeBytes(octets, 0, length);
        if (octets.length > KEPT_BYTES) {
            octets = new byte[FIRST_BYTES];
        }
    }

    private void add(CharSequence name, CharSequence value) {
        int most = length + name.length() + value.length() + BETWEEN_BYTES;
        if (most > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(most, 2 * octets.length));
        }
        add(name);
        octets[length++] = ':';
        octets[length++] = ' ';
        add(value);
        octets[length++] = '\r';
        octets[length++] = '\n';
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
}
