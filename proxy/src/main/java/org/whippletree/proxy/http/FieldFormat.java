package org.whippletree.proxy.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.whippletree.proxy.notes.ExchangeNotes;

/**
 * The value of a {@code Header} line: text with <code>%{NAME}e</code> (a variable), {@code %D} and {@code %t} (how long the exchange
 * takes so far, and since when, in microseconds; as mod_headers writes them), and {@code %%}. Pure but for the clock.
 */
final class FieldFormat {
    private static final Pattern ITEM = Pattern.compile("%(?:([%Dt])|\\{([^{}]+)\\}e)");

    private final List<Function<ExchangeNotes, String>> parts = new ArrayList<>();
    private final String constant;

    FieldFormat(String format) {
        Matcher items = ITEM.matcher(format);
        StringBuilder text = new StringBuilder();
        boolean fixed = true;
        int position = 0;
        while (items.find()) {
            text.append(format, position, items.start());
            position = items.end();
            if ("%".equals(items.group(1))) {
                text.append('%');
            } else {
                fixed = false;
                String before = text.toString();
                text.setLength(0);
                parts.add(notes -> before);
                parts.add(items.group(1) == null ? variable(items.group(2)) : clock(items.group(1)));
            }
        }
        String rest = text.append(format.substring(position)).toString();
        parts.add(notes -> rest);
        constant = fixed ? rest : "";
    }

    /** As httpd writes it where a variable is not set. */
    private static Function<ExchangeNotes, String> variable(String name) {
        return notes -> {
            String value = notes.variable(name);
            return value == null ? "(null)" : value.replaceAll("\\p{Cntrl}", " ");
        };
    }

    private static Function<ExchangeNotes, String> clock(String letter) {
        return letter.equals("D")
                ? notes -> "D=" + notes.ageMicros()
                : notes -> "t=" + (TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()) - notes.ageMicros());
    }

    String of(ExchangeNotes notes) {
        if (parts.size() == 1) {
            return constant;
        }
        StringBuilder value = new StringBuilder();
        for (Function<ExchangeNotes, String> part : parts) {
            value.append(part.apply(notes));
        }
        return value.toString();
    }
}
