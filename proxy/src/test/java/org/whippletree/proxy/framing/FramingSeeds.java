package org.whippletree.proxy.framing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The seeds of fuzzing: a text to a line, with \r, \n, \t, \\ and \xNN; lines that begin with # tell about them. */
final class FramingSeeds {
    private static final Pattern ESCAPED = Pattern.compile("\\\\(?:x([0-9a-f]{2})|(.))");

    private FramingSeeds() {}

    static List<String> read(String name) {
        String resource = "/framing/" + name + ".seeds";
        try (InputStream in = FramingSeeds.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new AssertionError("no " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(FramingSeeds::octets)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String octets(String line) {
        return ESCAPED.matcher(line).replaceAll(escape -> {
            String octet = escape.group(1) != null
                    ? String.valueOf((char) Integer.parseInt(escape.group(1), 16))
                    : switch (escape.group(2)) {
                        case "r" -> "\r";
                        case "n" -> "\n";
                        case "t" -> "\t";
                        case "\\" -> "\\";
                        default -> throw new AssertionError("no escape: " + escape.group());
                    };
            return Matcher.quoteReplacement(octet);
        });
    }
}
