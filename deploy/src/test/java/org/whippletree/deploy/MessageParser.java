package org.whippletree.deploy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Cuts what comes in on a connection into messages with a Content-Length, or without a body. Bodies are kept only when wanted. */
final class MessageParser {
    private static final String END_OF_HEAD = "\r\n\r\n";

    /** A message: its first line, its fields with names in lower case, and its body, empty where it is not kept. */
    record Message(String start, Map<String, String> fields, String body) {}

    private final boolean keepsBodies;
    private final StringBuilder text = new StringBuilder();
    private String start = "";
    private Map<String, String> fields = Map.of();
    private boolean inBody;
    private long bodyBytesLeft;

    MessageParser(boolean keepsBodies) {
        this.keepsBodies = keepsBodies;
    }

    /** Takes bytes up to the end of a message; it is returned once it is complete. */
    Optional<Message> take(ByteBuffer bytes) {
        while (!inBody && bytes.hasRemaining()) {
            text.append((char) (bytes.get() & 0xff));
            int tail = text.length() - END_OF_HEAD.length();
            if (tail >= 0 && text.indexOf(END_OF_HEAD, tail) == tail) {
                parseHead();
            }
        }
        if (!inBody) {
            return Optional.empty();
        }
        takeBody(bytes);
        if (bodyBytesLeft > 0) {
            return Optional.empty();
        }
        Message message = new Message(start, fields, text.toString());
        inBody = false;
        text.setLength(0);
        return Optional.of(message);
    }

    /** Whether a message has begun to come in. */
    boolean begun() {
        return inBody || text.length() > 0;
    }

    private void parseHead() {
        String[] lines = text.toString().split("\r\n", -1);
        start = lines[0];
        fields = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                fields.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
        if (fields.containsKey("transfer-encoding")) {
            throw new AssertionError("a length is expected here: " + text);
        }
        bodyBytesLeft = Long.parseLong(fields.getOrDefault("content-length", "0"));
        inBody = true;
        text.setLength(0);
    }

    private void takeBody(ByteBuffer bytes) {
        int length = (int) Math.min(bodyBytesLeft, bytes.remaining());
        bodyBytesLeft -= length;
        if (keepsBodies) {
            byte[] piece = new byte[length];
            bytes.get(piece);
            text.append(new String(piece, StandardCharsets.ISO_8859_1));
        } else {
            bytes.position(bytes.position() + length);
        }
    }
}
