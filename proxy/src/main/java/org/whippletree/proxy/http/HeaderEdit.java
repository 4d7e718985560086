package org.whippletree.proxy.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.whippletree.config.HeaderAction;
import org.whippletree.config.HeaderRule;

/** A {@code RequestHeader} or {@code Header} line, ready to be applied; as mod_headers does. Pure. */
final class HeaderEdit {
    private final HeaderRule rule;
    private final Pattern pattern;
    private final Substitution substitution;

    HeaderEdit(HeaderRule rule) {
        this.rule = rule;
        boolean edits = rule.action() == HeaderAction.EDIT || rule.action() == HeaderAction.EDIT_ALL;
        this.pattern = Pattern.compile(edits ? rule.value() : "", Pattern.DOTALL);
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
            values.forEach(value -> edited.add(edited(value)));
            headers.set(name, edited);
        }
    }

    private String edited(String value) {
        Matcher match = pattern.matcher(value);
        StringBuilder result = new StringBuilder();
        int position = 0;
        while (match.find()) {
            result.append(value, position, match.start()).append(substitution.of(match));
            position = match.end();
            if (rule.action() == HeaderAction.EDIT) {
                break;
            }
        }
        return result.append(value.substring(position)).toString();
    }
}
