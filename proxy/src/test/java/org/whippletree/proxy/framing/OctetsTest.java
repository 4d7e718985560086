package org.whippletree.proxy.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OctetsTest {
    @Test
    void classesAreThoseOfTheGrammar() {
        for (int octet = 0; octet < 256; octet++) {
            byte value = (byte) octet;
            String one = String.valueOf((char) octet);

            assertEquals(one.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]"), Octets.isToken(value), one);
            assertEquals(one.matches("[\\t\\x20-\\x7e\\x80-\\xff]"), Octets.isText(value), one);
            assertEquals(one.matches("[!-\"$-~]"), Octets.isTarget(value), one);
            assertEquals(one.matches("[0-9A-Fa-f]") ? Character.digit(octet, 16) : -1, Octets.hexDigit(value), one);
        }
    }
}
