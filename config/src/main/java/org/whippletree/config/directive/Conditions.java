package org.whippletree.config.directive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Decides the sections that depend on how the server is started or built; an exclamation mark turns one around. */
final class Conditions {
    private final Variables variables;
    private final Modules modules;

    Conditions(Variables variables, Modules modules) {
        this.variables = variables;
        this.modules = modules;
    }

    /** Whether a section is a condition that is decided while it is read. */
    static boolean decide(Directive opening) {
        return switch (opening.name().toLowerCase(Locale.ROOT)) {
            case "<ifdefine>", "<ifmodule>", "<iffile>" -> true;
            default -> false;
        };
    }

    /** @param root what a relative path starts from */
    boolean hold(Directive opening, Path root) throws BadArgument {
        DirectiveRow row = DirectiveTable.find(opening.name()).orElseThrow();
        Optional<String> complaint = row.arity().complaint(opening, row.name(), row.help());
        if (complaint.isPresent()) {
            throw new BadArgument(complaint.get());
        }
        boolean negated = opening.argument().startsWith("!");
        String name = opening.argument().substring(negated ? 1 : 0);
        if (name.isEmpty()) {
            throw new BadArgument(row.name() + " directive requires additional arguments");
        }
        return negated != holds(row.name(), name, root);
    }

    private boolean holds(String section, String name, Path root) throws BadArgument {
        return switch (section) {
            case "<IfDefine>" -> variables.defines(name);
            case "<IfModule>" -> modules.contain(name);
            case "<IfFile>" -> Files.exists(root.resolve(Values.path(section, name)));
            default -> throw new IllegalStateException("no condition: " + section);
        };
    }
}
