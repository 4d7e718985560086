package org.whippletree.proxy.framing;

/**
 * What the guard lets pass.
 *
 * @param startLine the most octets of a request line or a status line
 * @param fields the most octets of a head's fields together, and of trailers
 * @param relaxed whether in heads a bare LF ends a line and folded lines are joined ({@code HttpProtocolOptions Unsafe})
 */
public record FramingLimits(int startLine, int fields, boolean relaxed) {}
