package org.whippletree.proxy.framing;

/** Every way in which octets are no message, and the status that a client is told; a backend's become 502. */
public enum FramingFlaw {
    /** Octets that are no method, or no single space behind it. */
    METHOD(400, "the method is no token with one space behind it"),
    /** Controls, blanks, {@code #} and octets beyond ASCII. */
    TARGET(400, "the request target holds a character that must be encoded"),
    /** HTTP/0.9, or what is no version. */
    VERSION_SYNTAX(400, "the request line does not end in a version of HTTP"),
    /** A version that is not spoken. */
    VERSION(505, "only HTTP/1.1 and HTTP/1.0 are spoken here"),
    /** An answer that does not begin as one. */
    STATUS_LINE(400, "the status line is none"),
    /** A bare CR, a bare LF. */
    LINE_END(400, "a line does not end in CR LF"),
    /** No token, or no colon right behind it. */
    FIELD_NAME(400, "a field name is no token with a colon right behind it"),
    /** RFC 9112, 5.2. */
    FOLD(400, "a field is folded over several lines"),
    /** NUL and other controls. */
    FIELD_VALUE(400, "a field value holds a control character"),
    /** Not digits only, a leading zero, or too large. */
    CONTENT_LENGTH(400, "Content-Length is no number"),
    /** Equal ones too. */
    CONTENT_LENGTHS(400, "more than one Content-Length"),
    /** RFC 9112, 6.1. */
    LENGTH_BESIDE_CODING(400, "Content-Length beside Transfer-Encoding"),
    /** Anything but one {@code chunked}. */
    CODING(501, "a transfer coding that is not supported"),
    /** RFC 9112, 6.1. */
    CODING_IN_HTTP_10(400, "Transfer-Encoding in HTTP/1.0"),
    /** The request line, the status line. */
    LINE_TOO_LONG(414, "the request line is longer than LimitRequestLine allows"),
    /** All fields of a head, all trailers. */
    FIELDS_TOO_LONG(431, "the header fields are longer than LimitRequestFields and LimitRequestFieldSize allow"),
    /** One field line of a head. */
    FIELD_TOO_LONG(
            431, "a header field is longer than LimitRequestFieldSize, or a backend's responsefieldsize, allows"),
    /** The fields of a head, counted. */
    TOO_MANY_FIELDS(431, "there are more header fields than LimitRequestFields allows"),
    /** No hexadecimal number, or too large. */
    CHUNK_SIZE(400, "the size of a chunk is no number"),
    /** Controls, or a quotation that does not end. */
    CHUNK_EXTENSION(400, "the extension of a chunk cannot be read"),
    /** Size and extensions together. */
    CHUNK_LINE_TOO_LONG(400, "the extension of a chunk is too long"),
    /** Something else than a line's end behind the data. */
    CHUNK_END(400, "a chunk is longer than its size says");

    private final int status;
    private final String reason;

    FramingFlaw(int status, String reason) {
        this.status = status;
        this.reason = reason;
    }

    public int status() {
        return status;
    }

    public String reason() {
        return reason;
    }
}
