package org.whippletree.proxy.identity;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a header of the PROXY protocol, version 1 or 2, as HAProxy's proxy-protocol.txt defines it, in whatever pieces it comes; takes
 * no octet behind it. Of version 2 it knows TCP over IPv4 and IPv6, LOCAL and UNSPEC; type-length-values are skipped. Pure.
 */
public final class ProxyHeaderParser {
    /** The longest line of version 1, with its end. */
    static final int MAX_LINE = 107;

    /** The most octets of version 2, type-length-values included: a certificate's subject fits, a flood does not. */
    static final int MAX_BINARY = 4_096;

    private static final byte[] LINE_BEGIN = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BINARY_BEGIN = {0x0d, 0x0a, 0x0d, 0x0a, 0, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a};
    private static final int BINARY_FIXED = 16;
    private static final int VERSION_2 = 0x20;
    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;
    private static final int UNSPEC = 0x00;
    private static final int TCP4 = 0x11;
    private static final int TCP6 = 0x21;

    /** What the next octet is part of. */
    private enum State {
        BEGIN,
        LINE,
        FIXED,
        ADDRESSES,
        REST,
        COMPLETE,
        BROKEN
    }

    private final byte[] octets = new byte[MAX_LINE];
    private State state = State.BEGIN;
    private int count;
    private int addresses;
    private int rest;
    private String flaw = "";
    private ProxyHeader header = ProxyHeader.UNKNOWN;

    /** Takes octets up to the end of the header or the first flaw. */
    public void read(ByteBuf in) {
        while (in.isReadable() && state != State.COMPLETE && state != State.BROKEN) {
            if (state == State.REST) {
                int skipped = Math.min(rest, in.readableBytes());
                in.skipBytes(skipped);
                rest -= skipped;
                completeAtEnd();
            } else {
                octets[count] = in.readByte();
                count++;
                step(octets[count - 1]);
            }
        }
    }

    public boolean complete() {
        return state == State.COMPLETE;
    }

    /** Whether some octets have come. */
    public boolean begun() {
        return count > 0;
    }

    /** What is wrong with the octets; empty if nothing is. */
    public String flaw() {
        return flaw;
    }

    /** What the complete header says. */
    public ProxyHeader header() {
        return header;
    }

    private void step(byte octet) {
        switch (state) {
            case BEGIN -> begin();
            case LINE -> line(octet);
            case FIXED -> fixed();
            case ADDRESSES -> addresses();
            case REST, COMPLETE, BROKEN -> throw new IllegalStateException("no octet is taken in " + state);
        }
    }

    private void begin() {
        byte[] expected = octets[0] == LINE_BEGIN[0] ? LINE_BEGIN : BINARY_BEGIN;
        if (octets[count - 1] != expected[count - 1]) {
            fail("the connection does not begin with a header of the PROXY protocol");
        } else if (count == expected.length) {
            become(expected == LINE_BEGIN ? State.LINE : State.FIXED);
        }
    }

    private void line(byte octet) {
        boolean behindReturn = octets[count - 2] == '\r';
        if (behindReturn != (octet == '\n')) {
            fail("the line does not end in CR LF");
        } else if (behindReturn) {
            lineComplete(new String(octets, 0, count - 2, StandardCharsets.US_ASCII));
        } else if (count == MAX_LINE) {
            fail("the line is longer than " + MAX_LINE + " octets");
        } else if (octet != '\r' && (octet < ' ' || octet == 0x7f)) {
            fail("the line holds a character that does not belong there");
        }
    }

    private void lineComplete(String line) {
        String[] words = line.split(" ", -1);
        if (words[1].equals("UNKNOWN")) {
            become(State.COMPLETE);
            return;
        }
        boolean tcp6 = words[1].equals("TCP6");
        if (!tcp6 && !words[1].equals("TCP4")) {
            fail("the line names neither TCP4 nor TCP6 nor UNKNOWN");
            return;
        }
        if (words.length != 6) {
            fail("the line does not hold two addresses and two ports");
            return;
        }
        Optional<InetSocketAddress> source = socket(words[2], words[4], tcp6);
        Optional<InetSocketAddress> destination = socket(words[3], words[5], tcp6);
        if (source.isEmpty() || destination.isEmpty()) {
            fail("an address or a port of the line is none");
            return;
        }
        header = new ProxyHeader(source, destination);
        become(State.COMPLETE);
    }

    private static Optional<InetSocketAddress> socket(String address, String port, boolean tcp6) {
        boolean fits = tcp6 == address.indexOf(':') >= 0 && port.matches("0|[1-9][0-9]{0,4}");
        if (!fits || Integer.parseInt(port) > 0xffff) {
            return Optional.empty();
        }
        return IpAddresses.read(address).map(host -> new InetSocketAddress(host, Integer.parseInt(port)));
    }

    private void fixed() {
        if (count < BINARY_FIXED) {
            return;
        }
        int command = octets[12] & 0xff;
        int family = octets[13] & 0xff;
        int length = number(14);
        if ((command & 0xf0) != VERSION_2) {
            fail("version " + (command >> 4) + " of the protocol is not known");
        } else if (command != LOCAL && command != PROXY) {
            fail("command " + (command & 0xf) + " is not known");
        } else if (length > MAX_BINARY - BINARY_FIXED) {
            fail("the header is longer than " + MAX_BINARY + " octets");
        } else if (command == PROXY && family != TCP4 && family != TCP6 && family != UNSPEC) {
            fail("the transport is neither TCP over IPv4 nor over IPv6");
        } else {
            int size = command == LOCAL || family == UNSPEC ? 0 : family == TCP4 ? 12 : 36;
            if (length < size) {
                fail("the header is too short for its addresses");
                return;
            }
            addresses = size;
            rest = length - size;
            become(size == 0 ? State.REST : State.ADDRESSES);
            completeAtEnd();
        }
    }

    private void addresses() {
        if (count < BINARY_FIXED + addresses) {
            return;
        }
        int size = addresses == 12 ? 4 : 16;
        int ports = BINARY_FIXED + 2 * size;
        header = ProxyHeader.of(
                new InetSocketAddress(address(BINARY_FIXED, size), number(ports)),
                new InetSocketAddress(address(BINARY_FIXED + size, size), number(ports + 2)));
        become(State.REST);
        completeAtEnd();
    }

    private InetAddress address(int from, int size) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(octets, from, from + size));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address of " + size + " octets", impossible);
        }
    }

    private int number(int at) {
        return (octets[at] & 0xff) << 8 | (octets[at + 1] & 0xff);
    }

    private void completeAtEnd() {
        if (state == State.REST && rest == 0) {
            become(State.COMPLETE);
        }
    }

    private void fail(String found) {
        flaw = found;
        become(State.BROKEN);
    }

    private void become(State next) {
        state = next;
    }
}
