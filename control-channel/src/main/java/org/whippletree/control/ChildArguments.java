package org.whippletree.child;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The command line of a child; its supervisor writes it, no person does.
 *
 * @param slot its place in the scoreboard
 * @param generation the generation it is started for
 * @param control the control socket
 */
record ChildArguments(int slot, int generation, Path control) {
    static ChildArguments parse(String[] arguments) {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            values.put(arguments[i], arguments[i + 1]);
        }
        try {
            return new ChildArguments(
                    Integer.parseInt(required(values, "--slot")),
                    Integer.parseInt(required(values, "--generation")),
                    Path.of(required(values, "--control")));
        } catch (NumberFormatException failure) {
            throw new IllegalArgumentException("slot and generation are numbers", failure);
        }
    }

    private static String required(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("a child is started by its supervisor, with " + name);
        }
        return value;
    }
}
