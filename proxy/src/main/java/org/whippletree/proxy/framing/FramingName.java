package org.whippletree.proxy.framing;

import java.nio.charset.StandardCharsets;

/**
 * The names that the guard looks at, found octet by octet: a set of names that are still possible, one bit each, shrinks with every
 * octet. Only the exact name counts, in any case (RFC 9110, 5.1).
 */
final class FramingName {
    static final int CONTENT_LENGTH = 1;
    static final int TRANSFER_ENCODING = 2;
    static final int UPGRADE = 4;
    static final int ANY = CONTENT_LENGTH | TRANSFER_ENCODING | UPGRADE;

    private static final int OCTETS = 256;
    private static final int LONGEST = 17;

    /** Which names have the octet at the place. */
    private static final byte[] AT = new byte[LONGEST * OCTETS];

    /** Which names have the length. */
    private static final byte[] OF_LENGTH = new byte[LONGEST + 1];

    static {
        add("content-length", CONTENT_LENGTH);
        add("transfer-encoding", TRANSFER_ENCODING);
        add("upgrade", UPGRADE);
    }

    private FramingName() {}

    private static void add(String name, int bit) {
        byte[] octets = name.getBytes(StandardCharsets.US_ASCII);
        for (int place = 0; place < octets.length; place++) {
            AT[place * OCTETS + octets[place]] |= (byte) bit;
            AT[place * OCTETS + Character.toUpperCase(octets[place])] |= (byte) bit;
        }
        OF_LENGTH[octets.length] |= (byte) bit;
    }

    /** Which of the names are still possible with this octet at this place. */
    static int narrowed(int possible, int place, byte octet) {
        return place < LONGEST ? possible & AT[place * OCTETS + (octet & 0xff)] : 0;
    }

    /** The one name that has this length; 0 if none is left. */
    static int ended(int possible, int length) {
        return length <= LONGEST ? possible & OF_LENGTH[length] : 0;
    }
}
