package org.whippletree.proxy.framing;

import io.netty.buffer.ByteBuf;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks for Accept fields in the octets of a head that has a flaw, or has not come whole: who cannot be served is still told so in the
 * form that it reads. It forgives whatever a parser must not, so nothing else may go by what it finds. Owned by the event loop.
 */
final class AcceptSearch {
    /** Of each line, and of all that is found. */
    private static final int MOST_CHARACTERS = 1_024;

    private static final String NAME = "accept";

    private final StringBuilder line = new StringBuilder();
    private final StringBuilder found = new StringBuilder();
    private boolean begun;
    private boolean ended;

    /** Looks at more octets of the head; what stands behind its empty line is not looked at. */
    void look(ByteBuf octets, int from, int to) {
        for (int at = from; at < to && !ended; at++) {
            char character = (char) (octets.getByte(at) & 0xff);
            if (character == '\n') {
                lineEnds(line.toString().strip());
                line.setLength(0);
            } else if (line.length() < MOST_CHARACTERS) {
                line.append(character);
            }
        }
    }

    private void lineEnds(String text) {
        if (text.isEmpty()) {
            // Empty lines before the first one are forgiven.
            ended = begun;
            return;
        }
        begun = true;
        int colon = text.indexOf(':');
        if (colon > 0
                && text.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals(NAME)) {
            add(text.substring(colon + 1).strip());
        }
    }

    private void add(String value) {
        boolean printable = value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        if (printable && found.length() + value.length() < MOST_CHARACTERS) {
            found.append(found.length() == 0 ? "" : ", ").append(value);
        }
    }

    /** The values of all that was found, as one; printable. */
    Optional<String> value() {
        return found.length() == 0 ? Optional.empty() : Optional.of(found.toString());
    }
}
