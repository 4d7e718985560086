package org.whippletree.proxy.framing;

/** Classes of octets (RFC 9110, 5.5 and 5.6; RFC 9112, 3). */
final class Octets {
    static final byte CR = '\r';
    static final byte LF = '\n';
    static final byte SPACE = ' ';
    static final byte TAB = '\t';

    private static final int TOKEN = 1;
    private static final int TEXT = 2;
    private static final int TARGET = 4;

    private static final byte[] CLASSES = new byte[256];

    static {
        for (int octet = 0; octet < CLASSES.length; octet++) {
            CLASSES[octet] = classesOf(octet);
        }
    }

    private Octets() {}

    private static byte classesOf(int octet) {
        boolean visible = octet > SPACE && octet < 0x7f;
        boolean alphanumeric = visible && Character.isLetterOrDigit(octet);
        int classes = 0;
        if (alphanumeric || (visible && "!#$%&'*+-.^_`|~".indexOf(octet) >= 0)) {
            classes |= TOKEN;
        }
        if (visible || octet == SPACE || octet == TAB || octet >= 0x80) {
            classes |= TEXT;
        }
        if (visible && octet != '#') {
            classes |= TARGET;
        }
        return (byte) classes;
    }

    /** Whether a method or a field name may hold it. */
    static boolean isToken(byte octet) {
        return (CLASSES[octet & 0xff] & TOKEN) != 0;
    }

    /** Whether a field value or a reason may hold it: anything but controls; a tab is none. */
    static boolean isText(byte octet) {
        return (CLASSES[octet & 0xff] & TEXT) != 0;
    }

    /** Whether a request target may hold it: printable ASCII without blank and number sign. */
    static boolean isTarget(byte octet) {
        return (CLASSES[octet & 0xff] & TARGET) != 0;
    }

    static boolean isBlank(byte octet) {
        return octet == SPACE || octet == TAB;
    }

    static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }

    /** The value of a hexadecimal digit; -1 for other octets. */
    static int hexDigit(byte octet) {
        if (isDigit(octet)) {
            return octet - '0';
        }
        int lower = octet | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
