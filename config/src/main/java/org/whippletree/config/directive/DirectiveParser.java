package org.whippletree.config.directive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Turns text into a tree of directives; knows the grammar, and no directive. */
final class DirectiveParser {
    private final Variables variables;
    private final Problems problems;

    DirectiveParser(Variables variables, Problems problems) {
        this.variables = variables;
        this.problems = problems;
    }

    List<Directive> parse(String file, String text) {
        problems.begin(file);
        Tree tree = new Tree();
        LogicalLines lines = new LogicalLines(text);
        while (lines.next()) {
            String line = lines.current();
            if (!line.isEmpty() && line.charAt(0) != '#') {
                SourceLocation where = new SourceLocation(file, lines.number());
                read(variables.expand(line, where, problems).strip(), where, tree);
            }
        }
        return tree.finish();
    }

    private void read(String line, SourceLocation where, Tree tree) {
        int end = 0;
        while (end < line.length() && !Words.blank(line.charAt(end))) {
            end++;
        }
        String name = line.substring(0, end);
        String text = line.substring(end).strip();
        if (name.startsWith("</")) {
            tree.close(name, where);
        } else if (name.startsWith("<")) {
            tree.open(name, text, where);
        } else if (!name.isEmpty()) {
            tree.add(new Directive(name, text, Words.of(text), List.of(), where));
        }
    }

    /** The sections that are open while a text is read. */
    private final class Tree {
        private final List<Directive> top = new ArrayList<>();
        private final Deque<Section> open = new ArrayDeque<>();

        void add(Directive directive) {
            (open.isEmpty() ? top : open.peek().children).add(directive);
        }

        void open(String opening, String rest, SourceLocation where) {
            boolean bare = opening.endsWith(">");
            String name = bare ? opening.substring(1, opening.length() - 1) : opening.substring(1);
            int bracket = rest.lastIndexOf('>');
            if (!bare && bracket < 0) {
                problems.error(where, opening + "> directive missing closing '>'");
            }
            // As in httpd, what stands behind the bracket is no argument.
            String text = bracket < 0 ? rest : rest.substring(0, bracket).strip();
            open.push(new Section(name, bare ? "" : text, where));
        }

        void close(String closing, SourceLocation where) {
            boolean complete = closing.endsWith(">");
            String name = closing.substring(2, complete ? closing.length() - 1 : closing.length());
            if (!complete) {
                problems.error(where, closing + "> directive missing closing '>'");
            }
            if (open.stream().anyMatch(section -> section.named(name))) {
                while (!open.peek().named(name)) {
                    expected(open.pop(), name, where);
                }
                add(open.pop().directive());
            } else if (open.isEmpty()) {
                problems.error(where, "</" + name + "> without matching <" + name + "> section");
            } else {
                expected(open.peek(), name, where);
            }
        }

        private void expected(Section section, String name, SourceLocation where) {
            problems.error(where, "Expected </" + section.name + "> but saw </" + name + ">");
        }

        List<Directive> finish() {
            while (!open.isEmpty()) {
                Section section = open.pop();
                problems.error(section.where, "<" + section.name + "> was not closed.");
                add(section.directive());
            }
            return top;
        }
    }

    private record Section(String name, String text, SourceLocation where, List<Directive> children) {
        Section(String name, String text, SourceLocation where) {
            this(name, text, where, new ArrayList<>());
        }

        boolean named(String other) {
            return name.equalsIgnoreCase(other);
        }

        Directive directive() {
            return new Directive("<" + name + ">", text, Words.of(text), children, where);
        }
    }
}
