package org.whippletree.config.directive;

import java.util.List;

/**
 * One directive as written: nothing is known of its meaning yet.
 *
 * @param name as the user spelled it; a section's in angle brackets, as in {@code <Proxy>}
 * @param text all that follows the name, for directives that do not want words
 * @param arguments the words of the text, quotes and escapes resolved
 * @param children what a section encloses; empty for others
 * @param where its line, or its opening line
 */
record Directive(String name, String text, List<String> arguments, List<Directive> children, SourceLocation where) {
    Directive {
        arguments = List.copyOf(arguments);
        children = List.copyOf(children);
    }

    boolean section() {
        return name.startsWith("<");
    }

    boolean named(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** The first argument of a directive that has one. */
    String argument() {
        return arguments.get(0);
    }

    Directive enclosing(List<Directive> directives) {
        return new Directive(name, text, arguments, directives, where);
    }
}
