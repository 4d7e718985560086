package org.whippletree.proxy.http;

import io.netty.util.AsciiString;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Texts that stand in nearly every head, as one object each: a decoder that asks for them makes none of its own, and a name that is
 * known knows its hash. Case counts: a text is passed on as it was sent. Immutable.
 */
public final class KnownTexts {
    /** Names of fields, as most write them and in lower case. */
    public static final KnownTexts NAMES = new KnownTexts(Stream.of(
                    ("Accept Accept-Charset Accept-Encoding Accept-Language Accept-Ranges Access-Control-Allow-Origin Age"
                                    + " Allow Authorization Cache-Control Connection Content-Disposition Content-Encoding"
                                    + " Content-Language Content-Length Content-Range Content-Security-Policy Content-Type"
                                    + " Cookie Date ETag Expires Forwarded Host If-Modified-Since If-None-Match Keep-Alive"
                                    + " Last-Modified Link Location Origin Pragma Range Referer Sec-Fetch-Dest"
                                    + " Sec-Fetch-Mode Sec-Fetch-Site Server Set-Cookie Strict-Transport-Security"
                                    + " Transfer-Encoding Upgrade Upgrade-Insecure-Requests User-Agent Vary Via"
                                    + " X-Content-Type-Options X-Forwarded-For X-Forwarded-Host X-Forwarded-Proto"
                                    + " X-Frame-Options X-Powered-By X-Request-Id")
                            .split(" "))
            .flatMap(name -> Stream.of(name, name.toLowerCase(Locale.ROOT)))
            .toList());

    /** What status lines are made of. */
    public static final KnownTexts STATUS_LINES = new KnownTexts(List.of(
            "HTTP/1.1",
            "HTTP/1.0",
            "200",
            "201",
            "204",
            "206",
            "301",
            "302",
            "304",
            "404",
            "OK",
            "Created",
            "No Content",
            "Partial Content",
            "Moved Permanently",
            "Found",
            "Not Modified",
            "Not Found"));

    /** So many that hardly two share one. */
    private static final int PLACES = 1024;

    private final AsciiString[][] places = new AsciiString[PLACES][0];

    KnownTexts(List<String> texts) {
        for (String text : texts) {
            AsciiString known = AsciiString.cached(text);
            int place = place(known.array(), known.arrayOffset(), known.length());
            places[place] = Arrays.copyOf(places[place], places[place].length + 1);
            places[place][places[place].length - 1] = known;
        }
    }

    private static int place(byte[] octets, int start, int length) {
        int middle = octets[start + length / 2];
        return (length * 67 + octets[start] * 31 + middle * 13 + octets[start + length - 1]) & (PLACES - 1);
    }

    /** The text in these octets: the one that is known, or a new one. */
    public AsciiString text(byte[] octets, int start, int length) {
        AsciiString known = find(octets, start, length);
        return known == null ? new AsciiString(octets, start, length, true) : known;
    }

    /** The text in these octets; null unless it is known. */
    AsciiString find(byte[] octets, int start, int length) {
        if (length == 0) {
            return null;
        }
        for (AsciiString known : places[place(octets, start, length)]) {
            int from = known.arrayOffset();
            if (Arrays.equals(known.array(), from, from + known.length(), octets, start, start + length)) {
                return known;
            }
        }
        return null;
    }
}
