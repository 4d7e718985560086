package org.whippletree.config.directive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The directives of one file, and the sections that are open while it is read. A file closes what it opens. */
final class SectionTree {
    private final Problems problems;
    private final List<Directive> top = new ArrayList<>();
    private final Deque<Section> open = new ArrayDeque<>();

    SectionTree(Problems problems) {
        this.problems = problems;
    }

    /** What becomes of what a section encloses. */
    enum Kind {
        /** It belongs to the section. */
        ENCLOSING,
        /** A condition that holds: it stands as if there were no section. */
        TAKEN,
        /** A condition that does not hold: it is not even read. */
        SKIPPED
    }

    private record Section(String name, Kind kind, Directive opening, List<Directive> children) {
        boolean named(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    boolean skipping() {
        return !open.isEmpty() && open.peek().kind() == Kind.SKIPPED;
    }

    void add(Directive directive) {
        if (!skipping()) {
            (open.isEmpty() ? top : open.peek().children()).add(directive);
        }
    }

    /** A section's opening line as a directive; what is wrong with the line is told. */
    Directive opening(String opening, String rest, SourceLocation where) {
        boolean bare = opening.endsWith(">");
        String name = bare ? opening.substring(1, opening.length() - 1) : opening.substring(1);
        int bracket = rest.lastIndexOf('>');
        if (!bare && bracket < 0 && !skipping()) {
            problems.error(where, opening + "> directive missing closing '>'");
        }
        // As in httpd, what stands behind the bracket is no argument.
        String text = bracket < 0 ? rest : rest.substring(0, bracket).strip();
        String arguments = bare ? "" : text;
        return new Directive("<" + name + ">", arguments, Words.of(arguments), List.of(), where);
    }

    void open(Directive opening, Kind kind) {
        String name = opening.name().substring(1, opening.name().length() - 1);
        open.push(new Section(name, kind, opening, new ArrayList<>()));
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
            close(open.pop());
        } else if (open.isEmpty()) {
            problems.error(where, "</" + name + "> without matching <" + name + "> section");
        } else {
            expected(open.peek(), name, where);
        }
    }

    private void close(Section section) {
        switch (section.kind()) {
            case ENCLOSING -> add(section.opening().enclosing(section.children()));
            case TAKEN -> section.children().forEach(this::add);
            case SKIPPED -> section.children().clear();
        }
    }

    private void expected(Section section, String name, SourceLocation where) {
        problems.error(where, "Expected </" + section.name() + "> but saw </" + name + ">");
    }

    List<Directive> finish() {
        while (!open.isEmpty()) {
            Section section = open.pop();
            problems.error(section.opening().where(), "<" + section.name() + "> was not closed.");
            close(section);
        }
        return top;
    }
}
