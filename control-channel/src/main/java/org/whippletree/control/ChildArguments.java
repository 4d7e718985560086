package org.whippletree.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a supervisor starts a child with, and what a child ends with. The supervisor writes the words, the child reads them; no person
 * does.
 *
 * @param slot its place in the scoreboard
 * @param generation the generation it is started for
 * @param control the control socket
 */
public record ChildArguments(int slot, int generation, Path control) {
    /** Exit code of a child that could not be set up; the next one could not either (httpd's APEXIT_CHILDFATAL). */
    public static final int SETUP_FAILED = 15;

    /** Exit code of a child that lacked descriptors, memory or threads; a later one may have them (httpd's APEXIT_CHILDSICK). */
    public static final int SHORT_OF_RESOURCES = 7;

    /** The words of the command line, behind the main class. */
    public List<String> words() {
        return List.of(
                "--slot",
                String.valueOf(slot),
                "--generation",
                String.valueOf(generation),
                "--control",
                control.toString());
    }

    /** Reads the words, in any order. */
    public static ChildArguments parse(String[] arguments) {
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
