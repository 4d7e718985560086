package org.whippletree.proxy.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import org.whippletree.config.HeaderAction;
import org.whippletree.config.HeaderRule;
import org.whippletree.proxy.path.BoundedPattern;
import org.whippletree.proxy.path.PatternTooHardException;
import org.whippletree.proxy.path.Substitution;

/** A {@code RequestHeader} or {@code Header} line, ready to be applied; as mod_headers does. Pure. */
final class HeaderEdit {
    private static final System.Logger LOG = System.getLogger(HeaderEdit.class.getName());

    private final HeaderRule rule;
    private final BoundedPattern pattern;
    private final Substitution substitution;

    HeaderEdit(HeaderRule rule) {
        this.rule = rule;
        boolean edits = rule.action() == HeaderAction.EDIT || rule.action() == HeaderAction.EDIT_ALL;
        this.pattern = new BoundedPattern(edits ? rule.value() : "");
        this.substitution = new Substitution(rule.replacement());
    }

    void apply(HttpHeaders headers) {
        String name = rule.name();
        switch (rule.action()) {
            case ADD -> headers.add(name, rule.value());
            case APPEND -> RequestHeaders.append(headers, name, rule.value());
            case MERGE -> {
                if (!holds(headers.getAll(name))) {
                    RequestHeaders.append(headers, name, rule.value());
                }
            }
            case SET -> headers.set(name, rule.value());
            case SET_IF_EMPTY -> {
                String present = headers.get(name);
                if (present == null || present.isEmpty()) {
                    headers.set(name, rule.value());
                }
            }
            case UNSET -> headers.remove(name);
            case EDIT, EDIT_ALL -> edit(headers, name);
        }
    }

    private boolean holds(List<String> values) {
        for (String value : values) {
            for (String entry : value.split(",")) {
                if (entry.strip().equals(rule.value())) {
                    return true;
                }
            }
        }
        return false;
    }

    private void edit(HttpHeaders headers, String name) {
        List<String> values = headers.getAll(name);
        if (!values.isEmpty()) {
            List<String> edited = new ArrayList<>(values.size());
            for (String value : values) {
                try {
                    edited.add(edited(value));
                } catch (PatternTooHardException tooHard) {
                    // What the rule is there to change must not get through unchanged.
                    LOG.log(System.Logger.Level.WARNING, "a value of {0} is dropped: {1}", name, tooHard.getMessage());
                }
            }
            headers.set(name, edited);
        }
    }

    private String edited(String value) {
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
