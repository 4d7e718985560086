package org.whippletree.supervisor.command;

import java.io.PrintWriter;

/** Prints lines of at most 80 columns, broken at blanks; only a single longer word, such as a path, goes beyond. */
final class Columns {
    private static final int WIDTH = 80;

    private final PrintWriter out;

    Columns(PrintWriter out) {
        this.out = out;
    }

    /** @param indent columns before the first line; further ones have four more */
    void print(int indent, String text) {
        StringBuilder line = new StringBuilder(" ".repeat(indent));
        int bare = indent;
        for (String word : text.split(" ", -1)) {
            if (line.length() > bare && line.length() + 1 + word.length() > WIDTH) {
                out.println(line.toString().stripTrailing());
                line = new StringBuilder(" ".repeat(indent + 4));
                bare = indent + 4;
            }
            line.append(line.length() > bare ? " " : "").append(word);
        }
        out.println(line.toString().stripTrailing());
    }
}
