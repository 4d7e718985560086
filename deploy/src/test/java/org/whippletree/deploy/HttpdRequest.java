package org.whippletree.deploy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A request of a case: {@code [NAME:] [port] METHOD target [| Field: value ...] [| = body]}, with \r\n for a line break in the body.
 *
 * @param difference why the servers are to treat it differently
 * @param port where it is sent, if not to the first one
 * @param line the rest
 */
record HttpdRequest(Optional<DeliberateDifference> difference, OptionalInt port, String line) {
    static HttpdRequest parse(String text) {
        String rest = text;
        Optional<DeliberateDifference> difference = Optional.empty();
        OptionalInt port = OptionalInt.empty();
        if (rest.matches("[A-Z_]+: .*")) {
            difference = Optional.of(DeliberateDifference.valueOf(rest.substring(0, rest.indexOf(':'))));
            rest = rest.substring(rest.indexOf(' ') + 1);
        }
        if (Character.isDigit(rest.charAt(0))) {
            port = OptionalInt.of(Integer.parseInt(rest.substring(0, rest.indexOf(' '))));
            rest = rest.substring(rest.indexOf(' ') + 1);
        }
        return new HttpdRequest(difference, port, rest);
    }

    /** The bytes to send; all of them are ASCII. */
    String message() {
        List<String> parts = Arrays.stream(line.split("[|]")).map(String::strip).toList();
        List<String> fields =
                parts.stream().skip(1).filter(field -> !field.startsWith("= ")).toList();
        String body = parts.stream()
                .skip(1)
                .filter(field -> field.startsWith("= "))
                .map(field -> field.substring(2).replace("\\r\\n", "\r\n"))
                .findFirst()
                .orElse("");
        boolean chunked = fields.stream().anyMatch(field -> field.startsWith("Transfer-Encoding:"));
        Stream<String> host = fields.stream().anyMatch(field -> field.startsWith("Host:"))
                ? Stream.empty()
                : Stream.of("Host: www.example.com");
        Stream<String> length =
                body.isEmpty() || chunked ? Stream.empty() : Stream.of("Content-Length: " + body.length());
        StringBuilder message = new StringBuilder(parts.get(0)).append(" HTTP/1.1\r\n");
        Stream.of(host, fields.stream(), length)
                .flatMap(stream -> stream)
                .forEach(field -> message.append(field).append("\r\n"));
        return message.append("\r\n").append(body).toString();
    }
}
