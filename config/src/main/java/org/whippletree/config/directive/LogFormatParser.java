package org.whippletree.config.directive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.whippletree.config.LogItem;
import org.whippletree.config.LogValue;

/** Reads the format of an access log: httpd's items, of which those are refused that nothing here could fill. */
final class LogFormatParser {
    private static final Map<Character, LogValue> PLAIN = Map.ofEntries(
            Map.entry('A', LogValue.LOCAL_ADDRESS),
            Map.entry('B', LogValue.BODY_BYTES),
            Map.entry('b', LogValue.BODY_BYTES_OR_DASH),
            Map.entry('D', LogValue.MICROSECONDS),
            Map.entry('H', LogValue.PROTOCOL),
            Map.entry('I', LogValue.BYTES_IN),
            Map.entry('k', LogValue.KEEP_ALIVE_REQUESTS),
            Map.entry('f', LogValue.FILE),
            Map.entry('l', LogValue.DASH),
            Map.entry('L', LogValue.DASH),
            Map.entry('m', LogValue.METHOD),
            Map.entry('O', LogValue.BYTES_OUT),
            Map.entry('q', LogValue.QUERY),
            Map.entry('r', LogValue.REQUEST_LINE),
            Map.entry('R', LogValue.HANDLER),
            Map.entry('s', LogValue.STATUS),
            Map.entry('S', LogValue.BYTES_BOTH),
            Map.entry('u', LogValue.DASH),
            Map.entry('U', LogValue.PATH),
            Map.entry('v', LogValue.SERVER_NAME),
            Map.entry('V', LogValue.CLIENT_HOST),
            Map.entry('X', LogValue.CONNECTION_STATUS));

    private static final Map<Character, LogValue> NAMED = Map.of(
            'C', LogValue.COOKIE,
            'e', LogValue.ENVIRONMENT,
            'i', LogValue.REQUEST_FIELD,
            'n', LogValue.NOTE,
            'o', LogValue.ANSWER_FIELD);

    private static final Set<String> CLOCKS = Set.of("sec", "msec", "usec", "msec_frac", "usec_frac");
    private static final String STRFTIME = "aAbBdeDFhHIjmMnpRsStTyYzZ%";

    private final String text;
    private final List<LogItem> items = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private final List<Integer> statuses = new ArrayList<>();
    private boolean others;
    private int position;

    private LogFormatParser(String text) {
        this.text = text;
    }

    static List<LogItem> parse(String text) throws BadArgument {
        LogFormatParser parser = new LogFormatParser(text);
        parser.run();
        return List.copyOf(parser.items);
    }

    private void run() throws BadArgument {
        while (position < text.length()) {
            char character = text.charAt(position++);
            if (character == '%') {
                item();
            } else if (character == '\\' && position < text.length()) {
                plain.append(unescaped(text.charAt(position++)));
            } else {
                plain.append(character);
            }
        }
        endPlain();
    }

    private static String unescaped(char character) {
        return switch (character) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case '"', '\\' -> String.valueOf(character);
            default -> "\\" + character;
        };
    }

    private void endPlain() {
        if (!plain.isEmpty()) {
            items.add(LogItem.of(LogValue.TEXT, plain.toString()));
            plain.setLength(0);
        }
    }

    private void item() throws BadArgument {
        int start = position;
        statuses.clear();
        others = false;
        String argument = "";
        while (position < text.length()) {
            char character = text.charAt(position++);
            if (character == '!') {
                others = true;
            } else if (character == '{') {
                argument = braces(start);
            } else if (Character.isDigit(character)) {
                position--;
                statuses.add(status());
            } else if (character == '%' && position - 1 == start) {
                plain.append('%');
                return;
            } else if (character == '^') {
                addTrailer(start, argument);
                return;
            } else if (",<>".indexOf(character) < 0) {
                add(character, argument);
                return;
            }
        }
        throw new BadArgument("LogFormat ends within '%" + text.substring(start) + "': name an item, or write %% for a"
                + " percent sign");
    }

    private String braces(int start) throws BadArgument {
        int close = text.indexOf('}', position);
        if (close < 0) {
            throw new BadArgument("LogFormat '%" + text.substring(start) + "': the brace is not closed");
        }
        String inside = text.substring(position, close);
        position = close + 1;
        return inside;
    }

    private int status() throws BadArgument {
        int start = position;
        while (position < text.length() && Character.isDigit(text.charAt(position))) {
            position++;
        }
        String digits = text.substring(start, position);
        if (digits.length() != 3) {
            throw new BadArgument("LogFormat: '" + digits + "' is no status, expected three digits");
        }
        return Integer.parseInt(digits);
    }

    private void add(char letter, String argument) throws BadArgument {
        LogItem item = item(letter, argument);
        endPlain();
        items.add(new LogItem(item.value(), item.argument(), statuses, others));
    }

    /** {@code ^ti} or {@code ^to}. */
    private void addTrailer(int start, String argument) throws BadArgument {
        String letters = text.substring(position, Math.min(position + 2, text.length()));
        if (argument.isEmpty() || !(letters.equals("ti") || letters.equals("to"))) {
            throw new BadArgument("Unrecognized LogFormat directive %" + text.substring(start, position) + letters
                    + ": a trailer is written %{NAME}^ti or %{NAME}^to");
        }
        position += 2;
        endPlain();
        LogValue value = letters.equals("ti") ? LogValue.REQUEST_TRAILER : LogValue.ANSWER_TRAILER;
        items.add(new LogItem(value, argument, statuses, others));
    }

    private static LogItem item(char letter, String argument) throws BadArgument {
        if (NAMED.containsKey(letter)) {
            if (argument.isEmpty()) {
                throw new BadArgument("LogFormat item %" + letter + " needs a name, as in %{Referer}" + letter);
            }
            return LogItem.of(NAMED.get(letter), argument);
        }
        LogValue plainValue = PLAIN.get(letter);
        if (plainValue != null) {
            return LogItem.of(plainValue, "");
        }
        return switch (letter) {
            case 'a', 'h' -> chosen(letter, argument, Map.of("", LogValue.CLIENT_ADDRESS, "c", LogValue.PEER_ADDRESS));
            case 'p' ->
                chosen(
                        letter,
                        argument,
                        Map.of(
                                "",
                                LogValue.LOCAL_PORT,
                                "canonical",
                                LogValue.LOCAL_PORT,
                                "local",
                                LogValue.LOCAL_PORT,
                                "remote",
                                LogValue.CLIENT_PORT));
            case 'P' ->
                chosen(
                        letter,
                        argument,
                        Map.of(
                                "",
                                LogValue.PID,
                                "pid",
                                LogValue.PID,
                                "tid",
                                LogValue.THREAD,
                                "hextid",
                                LogValue.THREAD_HEX));
            case 'T' ->
                chosen(
                        letter,
                        argument,
                        Map.of(
                                "",
                                LogValue.SECONDS,
                                "s",
                                LogValue.SECONDS,
                                "ms",
                                LogValue.MILLISECONDS,
                                "us",
                                LogValue.MICROSECONDS));
            case 't' -> time(argument);
            default -> throw new BadArgument("Unrecognized LogFormat directive %" + letter);
        };
    }

    private static LogItem chosen(char letter, String argument, Map<String, LogValue> values) throws BadArgument {
        LogValue value = values.get(argument);
        if (value == null) {
            List<String> known = values.keySet().stream()
                    .sorted()
                    .map(word -> word.isEmpty() ? "%" + letter : "%{" + word + "}" + letter)
                    .toList();
            throw new BadArgument("LogFormat item %" + (argument.isEmpty() ? "" : "{" + argument + "}") + letter
                    + " is not supported: use " + String.join(" or ", known));
        }
        return LogItem.of(value, "");
    }

    private static LogItem time(String argument) throws BadArgument {
        boolean end = argument.startsWith("end:");
        String pattern =
                end || argument.startsWith("begin:") ? argument.substring(argument.indexOf(':') + 1) : argument;
        if (!CLOCKS.contains(pattern)) {
            checkStrftime(pattern);
        }
        return LogItem.of(end ? LogValue.END_TIME : LogValue.BEGIN_TIME, pattern);
    }

    private static void checkStrftime(String pattern) throws BadArgument {
        for (int i = pattern.indexOf('%'); i >= 0; i = pattern.indexOf('%', i + 2)) {
            if (i + 1 == pattern.length() || STRFTIME.indexOf(pattern.charAt(i + 1)) < 0) {
                throw new BadArgument(refusal("%{" + pattern + "}t", "of strftime the letters " + STRFTIME + " are"));
            }
        }
    }

    private static String refusal(String item, String reason) {
        return "LogFormat item " + item + " is not supported: " + reason;
    }
}
