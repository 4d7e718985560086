package org.whippletree.proxy.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import org.whippletree.config.HeaderAction;
import org.whippletree.config.HeaderRule;
import org.whippletree.proxy.notes.ExchangeNotes;
import org.whippletree.proxy.path.BoundedPattern;
import org.whippletree.proxy.path.PatternTooHardException;
import org.whippletree.proxy.path.Substitution;

/** A {@code RequestHeader} or {@code Header} line, ready to be applied; as mod_headers does. Pure. */
final class HeaderEdit {
    /** What frames a request would unframe its answer. */
    private static final Set<String> FRAMING = Set.of(
            "connection",
            "content-length",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final System.Logger LOG = System.getLogger(HeaderEdit.class.getName());

    private final HeaderRule rule;
    private final BoundedPattern pattern;
    private final FieldFormat value;
    private final FieldFormat replacement;

    HeaderEdit(HeaderRule rule) {
        this.rule = rule;
        this.pattern = new BoundedPattern(patternOf(rule));
        this.value = new FieldFormat(rule.value());
        this.replacement = new FieldFormat(rule.replacement());
    }

    private static String patternOf(HeaderRule rule) {
        return switch (rule.action()) {
            case EDIT, EDIT_ALL -> rule.value();
            case ECHO -> "(?i)" + rule.name();
            default -> "";
        };
    }

    void apply(HttpHeaders headers, ExchangeNotes notes) {
        if (notes.meets(rule.condition())) {
            act(headers, notes);
        }
    }

    private void act(HttpHeaders headers, ExchangeNotes notes) {
        String name = rule.name();
        switch (rule.action()) {
            case ADD -> headers.add(name, value.of(notes));
            case APPEND -> RequestHeaders.append(headers, name, value.of(notes));
            case MERGE -> merge(headers, name, value.of(notes));
            case SET -> headers.set(name, value.of(notes));
            case SET_IF_EMPTY -> {
                String present = headers.get(name);
                if (present == null || present.isEmpty()) {
                    headers.set(name, value.of(notes));
                }
            }
            case UNSET -> headers.remove(name);
            case EDIT, EDIT_ALL -> edit(headers, name, new Substitution(replacement.of(notes)));
            case ECHO -> echo(headers, notes);
            case NOTE -> note(headers.getAll(name), notes);
        }
    }

    private void echo(HttpHeaders headers, ExchangeNotes notes) {
        for (Map.Entry<String, String> field : notes.echoed()) {
            boolean framing = FRAMING.contains(field.getKey().toLowerCase(Locale.ROOT));
            if (!framing && pattern.find(field.getKey()).isPresent()) {
                headers.add(field.getKey(), field.getValue());
            }
        }
    }

    private void note(List<String> values, ExchangeNotes notes) {
        if (!values.isEmpty()) {
            notes.note(value.of(notes), String.join(", ", values));
        }
    }

    private static void merge(HttpHeaders headers, String name, String value) {
        if (!holds(headers.getAll(name), value)) {
            RequestHeaders.append(headers, name, value);
        }
    }

    private static boolean holds(List<String> values, String wanted) {
        for (String value : values) {
            for (String entry : value.split(",")) {
                if (entry.strip().equals(wanted)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void edit(HttpHeaders headers, String name, Substitution substitution) {
        List<String> values = headers.getAll(name);
        if (!values.isEmpty()) {
            List<String> edited = new ArrayList<>(values.size());
            for (String value : values) {
                try {
                    edited.add(edited(value, substitution));
                } catch (PatternTooHardException tooHard) {
                    // What the rule is there to change must not get through unchanged.
                    LOG.log(System.Logger.Level.WARNING, "a value of {0} is dropped: {1}", name, tooHard.getMessage());
                }
            }
            headers.set(name, edited);
        }
    }

    private String edited(String value, Substitution substitution) {
        BoundedPattern.Search search = pattern.search(value);
        StringBuilder result = new StringBuilder();
        int position = 0;
        while (search.next()) {
            MatchResult match = search.match();
            result.append(value, position, match.start()).append(substitution.of(match));
            position = match.end();
            if (rule.action() == HeaderAction.EDIT) {
                break;
            }
        }
        return result.append(value.substring(position)).toString();
    }
}
