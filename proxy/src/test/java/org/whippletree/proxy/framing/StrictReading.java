package org.whippletree.proxy.framing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one strict way to read HTTP/1.1, written as plainly as can be and unlike the guard: with regular expressions, on whole texts. It
 * reads whole messages up to the first octet that is none or is missing. An oracle for fuzzing.
 */
final class StrictReading {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String TEXT = "[\\t\\x20-\\x7e\\x80-\\xff]";
    private static final String FIELDS = "(?:" + TOKEN + ":" + TEXT + "*\\r\\n)*";
    private static final Pattern REQUEST_HEAD =
            Pattern.compile("(?:\\r\\n){0,8}(" + TOKEN + " [!-\"$-~]+ HTTP/1\\.[01])\\r\\n(" + FIELDS + ")\\r\\n");
    private static final Pattern ANSWER_HEAD =
            Pattern.compile("(HTTP/1\\.[01] [1-5][0-9]{2}(?: " + TEXT + "*)?)\\r\\n(" + FIELDS + ")\\r\\n");
    private static final String BLANKS = "[\\t\\x20]*";
    private static final String QUOTED = "\"(?:[\\t\\x20!#-\\[\\]-\\x7e]|\\\\[\\t\\x20-\\x7e])*\"";
    private static final String NAME = "[\\t\\x20!#$%&'*+.^_`|~0-9A-Za-z-]*";
    private static final String VALUE = BLANKS + "(?:" + QUOTED + BLANKS + "|" + TOKEN + ")";
    private static final String EXTENSION = "(?:;" + NAME + "(?:=" + VALUE + ")?)*\\r\\n";
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,15})" + EXTENSION);
    private static final Pattern TRAILERS = Pattern.compile("(" + FIELDS + ")\\r\\n");

    /**
     * A message.
     *
     * @param line its first line
     * @param fields {@code name:value} without blanks around the value, in order
     */
    record Message(String line, List<String> fields, String body, List<String> trailers) {
        /** The values of a field. */
        List<String> values(String name) {
            return fields.stream()
                    .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(field -> field.substring(name.length() + 1))
                    .toList();
        }
    }

    private final List<Message> messages = new ArrayList<>();
    private final String octets;
    private int at;

    private StrictReading(String octets) {
        this.octets = octets;
    }

    static List<Message> requests(String octets) {
        StrictReading reading = new StrictReading(octets);
        boolean more = true;
        while (more) {
            more = reading.message(REQUEST_HEAD, false);
        }
        return reading.messages;
    }

    /** Answers to one request, up to the final one; one that the close ends is whole. */
    static List<Message> answers(String octets, boolean toHead) {
        return ofAnswers(octets, toHead).messages;
    }

    /** The same with what is behind them. */
    static StrictReading ofAnswers(String octets, boolean toHead) {
        StrictReading reading = new StrictReading(octets);
        boolean more = true;
        while (more && reading.message(ANSWER_HEAD, toHead)) {
            String line = reading.messages.get(reading.messages.size() - 1).line();
            more = line.charAt(9) == '1' && !line.startsWith("101", 9);
        }
        return reading;
    }

    /** The last message, if it is one that the test holds for an end. */
    Optional<Message> last(Predicate<Message> end) {
        return messages.isEmpty()
                ? Optional.empty()
                : Optional.of(messages.get(messages.size() - 1)).filter(end);
    }

    /** What is behind the messages. */
    String rest() {
        return octets.substring(at);
    }

    private boolean message(Pattern headPattern, boolean toHead) {
        Matcher head = headPattern.matcher(octets).region(at, octets.length());
        if (!head.lookingAt()) {
            return false;
        }
        at = head.end();
        String line = head.group(1);
        boolean answer = headPattern == ANSWER_HEAD;
        Message bare = new Message(line, fields(head.group(2)), "", List.of());
        List<String> lengths = bare.values("content-length");
        List<String> codings = bare.values("transfer-encoding");
        boolean http10 = line.contains("HTTP/1.0");
        boolean framed = codings.isEmpty()
                ? lengths.isEmpty() || (lengths.size() == 1 && lengths.get(0).matches("0|[1-9][0-9]{0,17}"))
                : codings.size() == 1
                        && lengths.isEmpty()
                        && !http10
                        && codings.get(0).equalsIgnoreCase("chunked");
        if (!framed) {
            return false;
        }
        boolean bodyless = answer && (toHead || line.substring(9).matches("(1[0-9][0-9]|204|304).*"));
        if (bodyless) {
            messages.add(bare);
            return true;
        }
        if (!codings.isEmpty()) {
            return chunked(bare);
        }
        int length = (int)
                Math.min(Integer.MAX_VALUE, lengths.isEmpty() ? (answer ? left() : 0) : Long.parseLong(lengths.get(0)));
        return length <= left() && messages.add(new Message(line, bare.fields(), take(length), List.of()));
    }

    private int left() {
        return octets.length() - at;
    }

    private String take(int length) {
        at += length;
        return octets.substring(at - length, at);
    }

    private boolean chunked(Message bare) {
        StringBuilder body = new StringBuilder();
        while (true) {
            Matcher chunk = CHUNK.matcher(octets).region(at, octets.length());
            if (!chunk.lookingAt()) {
                return false;
            }
            at = chunk.end();
            long size = Long.parseLong(chunk.group(1), 16);
            if (size == 0) {
                break;
            }
            if (size + 2 > left()) {
                return false;
            }
            body.append(take((int) size));
            if (!take(2).equals("\r\n")) {
                return false;
            }
        }
        Matcher trailers = TRAILERS.matcher(octets).region(at, octets.length());
        if (!trailers.lookingAt()) {
            return false;
        }
        at = trailers.end();
        return messages.add(new Message(bare.line(), bare.fields(), body.toString(), fields(trailers.group(1))));
    }

    private static List<String> fields(String lines) {
        List<String> fields = new ArrayList<>();
        for (String line : lines.split("\r\n")) {
            if (!line.isEmpty()) {
                int colon = line.indexOf(':');
                String value = line.substring(colon + 1).replaceAll("^[ \t]+|[ \t]+$", "");
                fields.add(line.substring(0, colon) + ":" + value);
            }
        }
        return fields;
    }
}
