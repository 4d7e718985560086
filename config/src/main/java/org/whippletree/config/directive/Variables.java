package org.whippletree.config.directive;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Replaces <code>${NAME}</code> by what {@code -D NAME=VALUE} or else the environment says; other text stays. */
final class Variables {
    private final Map<String, String> values;

    Variables(Set<String> defines, Map<String, String> environment) {
        values = new HashMap<>(environment);
        for (String define : defines) {
            int equals = define.indexOf('=');
            if (equals > 0) {
                values.put(define.substring(0, equals), define.substring(equals + 1));
            }
        }
    }

    /** An unknown variable is left as written, with a warning unless its name has a colon (a mapping's, in httpd). */
    String expand(String line, SourceLocation where, Problems problems) {
        StringBuilder expanded = new StringBuilder(line.length());
        int position = 0;
        while (true) {
            int start = line.indexOf("${", position);
            int end = start < 0 ? -1 : line.indexOf('}', start);
            if (end < 0) {
                return expanded.append(line, position, line.length()).toString();
            }
            String name = line.substring(start + 2, end);
            String value = values.get(name);
            if (value == null && !name.isEmpty() && name.indexOf(':') < 0) {
                problems.warning(
                        where,
                        "Config variable ${" + name + "} is not defined: set it in the environment or with -D " + name
                                + "=VALUE");
            }
            expanded.append(line, position, start).append(value == null ? line.substring(start, end + 1) : value);
            position = end + 1;
        }
    }
}
