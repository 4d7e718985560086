package org.whippletree.config.directive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Define and {@code -D} define, for {@code <IfDefine>} and for <code>${NAME}</code>; the environment stands behind it. */
final class Variables {
    /** A name without a value satisfies a condition, and is no variable. */
    private final Map<String, Optional<String>> defined = new LinkedHashMap<>();

    private final Map<String, String> environment;

    /** @param defines each {@code NAME} or {@code NAME=VALUE} */
    Variables(Iterable<String> defines, Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        for (String define : defines) {
            int equals = define.indexOf('=');
            if (equals > 0) {
                define(define.substring(0, equals), Optional.of(define.substring(equals + 1)));
            } else {
                define(define, Optional.empty());
            }
        }
    }

    void define(String name, Optional<String> value) {
        defined.put(name, value);
    }

    void undefine(String name) {
        defined.remove(name);
    }

    boolean defines(String name) {
        return defined.containsKey(name);
    }

    /** As -D would define them, in the order in which they were. */
    List<String> definitions() {
        List<String> all = new ArrayList<>();
        defined.forEach((name, value) -> all.add(name + value.map("="::concat).orElse("")));
        return all;
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
            Optional<String> value = value(name);
            if (value.isEmpty() && !name.isEmpty() && name.indexOf(':') < 0) {
                problems.warning(
                        where,
                        "Config variable ${" + name + "} is not defined: use Define, the environment or -D " + name
                                + "=VALUE");
            }
            expanded.append(line, position, start).append(value.orElse(line.substring(start, end + 1)));
            position = end + 1;
        }
    }

    private Optional<String> value(String name) {
        return defined.getOrDefault(name, Optional.empty()).or(() -> Optional.ofNullable(environment.get(name)));
    }
}
