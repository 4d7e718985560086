package org.whippletree.proxy.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An answer as a client reads it; one that ends too soon is an error of the test. */
public record Answer(int status, String head, String body, String trailers) {
    static Answer read(Wire wire, boolean headOnly) {
        String head = wire.readHead();
        int status = Integer.parseInt(head.split(" ")[1]);
        Answer bare = new Answer(status, head, "", "");
        if (headOnly || status < 200 || status == 204 || status == 304) {
            return bare;
        }
        if (bare.field("transfer-encoding").equals("chunked")) {
            return chunked(wire, bare);
        }
        if (!bare.field("content-length").isEmpty()) {
            String body = wire.readExactly(Integer.parseInt(bare.field("content-length")));
            return new Answer(status, head, body, "");
        }
        if (wire.awaitEnd() != Wire.End.FIN) {
            throw new AssertionError("the answer is cut by a reset: " + wire.unread());
        }
        return new Answer(status, head, wire.readExactly(wire.unread().length()), "");
    }

    private static Answer chunked(Wire wire, Answer bare) {
        StringBuilder body = new StringBuilder();
        while (true) {
            int size = Integer.parseInt(wire.readThrough("\r\n").trim(), 16);
            if (size == 0) {
                break;
            }
            body.append(wire.readExactly(size));
            String end = wire.readExactly(2);
            if (!end.equals("\r\n")) {
                throw new AssertionError("no line end behind a chunk: " + end);
            }
        }
        StringBuilder trailers = new StringBuilder();
        for (String line = wire.readThrough("\r\n"); !line.equals("\r\n"); line = wire.readThrough("\r\n")) {
            trailers.append(line);
        }
        return new Answer(bare.status(), bare.head(), body.toString(), trailers.toString());
    }

    /** The field's value; several are joined by bars; empty if there is none. */
    public String field(String name) {
        return fieldOf(head, name);
    }

    /** The field of any head. */
    public static String fieldOf(String head, String name) {
        List<String> values = new ArrayList<>();
        for (String line : head.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                values.add(line.substring(name.length() + 1).trim());
            }
        }
        return String.join("|", values);
    }
}
