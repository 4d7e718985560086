package org.whippletree.proxy.wire;

/** Writes heads. */
public final class Http {
    /** An answer that ends by itself. */
    public static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private Http() {}

    /** Lines with their ends, and the empty line. */
    public static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    public static String get(String path) {
        return head("GET " + path + " HTTP/1.1", "Host: h");
    }

    /** The head of a POST whose body has so many bytes. */
    public static String post(String path, long length) {
        return head("POST " + path + " HTTP/1.1", "Host: h", "Content-Length: " + length);
    }

    public static String postChunked(String path) {
        return head("POST " + path + " HTTP/1.1", "Host: h", "Transfer-Encoding: chunked");
    }

    /** The head of an answer. */
    public static String ok(String... fields) {
        return fields.length == 0 ? head("HTTP/1.1 200 OK") : head("HTTP/1.1 200 OK", String.join("\r\n", fields));
    }
}
