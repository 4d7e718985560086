/**
 * The framing guard: one strict reading of HTTP/1.1 in octets (RFC 9112), in front of the decoders on both sides. It decides what is a
 * message and where it ends; the decoders only cut.
 */
package org.whippletree.proxy.framing;
