package org.whippletree.deploy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Requests for the counting backend, each with a number of its own that the answer must repeat. Used on one loop. */
final class Requests {
    private static final int EVERY_FOURTH = 4;

    private final String name;
    private final int delayMillis;
    private final boolean posts;
    private int made;

    private Requests(String name, int delayMillis, boolean posts) {
        this.name = name;
        this.delayMillis = delayMillis;
        this.posts = posts;
    }

    /** A request: its number, which the answer's body repeats, and its bytes. */
    record Request(String id, ByteBuffer bytes) {}

    /** GETs that are answered after so many milliseconds. */
    static Requests gets(String name, int delayMillis) {
        return new Requests(name, delayMillis, false);
    }

    /** The same, with every fourth one a POST. */
    static Requests aQuarterPosts(String name, int delayMillis) {
        return new Requests(name, delayMillis, true);
    }

    Request next() {
        String id = name + "-" + made++;
        boolean post = posts && made % EVERY_FOURTH == 0;
        String target = "/after/" + delayMillis + "/" + id;
        String text = post
                ? "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + id.length() + "\r\n\r\n" + id
                : "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        return new Request(id, ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
