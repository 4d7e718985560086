package org.whippletree.proxy.builtin;

import java.util.Locale;
import java.util.Optional;

/** What Accept-Encoding says (RFC 9110, 12.5.3). Pure. */
final class Codings {
    private Codings() {}

    /** How an answer may be compressed. */
    enum Coding {
        /** A header, raw deflate, a checksum (RFC 1952). */
        GZIP("gzip"),
        /** The zlib format (RFC 1950), which HTTP calls deflate. */
        DEFLATE("deflate");

        private final String word;

        Coding(String word) {
            this.word = word;
        }

        /** As a field names it. */
        String word() {
            return word;
        }
    }

    /** The coding that the client likes best, gzip among equals; empty if it wants none, or names none. */
    static Optional<Coding> chosen(String accept) {
        double gzip = weight(accept, "gzip", "x-gzip");
        double deflate = weight(accept, "deflate", "deflate");
        if (gzip <= 0 && deflate <= 0) {
            return Optional.empty();
        }
        return Optional.of(gzip >= deflate ? Coding.GZIP : Coding.DEFLATE);
    }

    private static double weight(String accept, String name, String alias) {
        double any = 0;
        for (String item : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = item.split(";", -1);
            String coding = parts[0].strip();
            if (coding.equals(name) || coding.equals(alias)) {
                return quality(parts);
            }
            if (coding.equals("*")) {
                any = quality(parts);
            }
        }
        return any;
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                String value = parameter.substring(2).strip();
                // What is no weight is taken for a refusal: the plain body is right for everybody.
                return value.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(value) : 0;
            }
        }
        return 1;
    }
}
