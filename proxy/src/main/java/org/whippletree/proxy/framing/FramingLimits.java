package org.whippletree.proxy.framing;

/**
 * What the guard lets pass.
 *
 * @param startLine the most octets of a request line or a status line
 * @param fields the most octets of a head's fields together, and of trailers
 * @param field the most octets of one field line of a head, its end left out
 * @param count the most fields of a head
 * @param relaxed whether in heads a bare LF ends a line and folded lines are joined ({@code HttpProtocolOptions Unsafe})
 */
public record FramingLimits(int startLine, int fields, int field, int count, boolean relaxed) {
    /** Only the sum of all fields is bounded. */
    public FramingLimits(int startLine, int fields, boolean relaxed) {
        this(startLine, fields, Integer.MAX_VALUE, Integer.MAX_VALUE, relaxed);
    }
}
