package org.whippletree.config.directive;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns text into a tree of directives. Of these it knows only those that are carried out while they are read: what is included,
 * defined, or left out, and the two that the others depend on, ServerRoot and LoadModule.
 */
final class DirectiveParser {
    private final Variables variables;
    private final Problems problems;
    private final Modules modules = new Modules();
    private final Conditions conditions;
    private Path serverRoot;
    private boolean looping;

    DirectiveParser(Variables variables, Path serverRoot, Problems problems) {
        this.variables = variables;
        this.serverRoot = serverRoot.toAbsolutePath().normalize();
        this.problems = problems;
        this.conditions = new Conditions(variables, modules);
    }

    /** @param source the text as a whole */
    List<Directive> parse(SourceLocation source, String text) {
        problems.begin(source.file());
        SectionTree tree = new SectionTree(problems);
        LogicalLines lines = new LogicalLines(text);
        while (lines.next()) {
            String line = lines.current();
            if (!line.isEmpty() && line.charAt(0) != '#') {
                SourceLocation where = source.atLine(lines.number());
                // What a condition leaves out may name variables that only it would define.
                String expanded = tree.skipping() ? line : variables.expand(line, where, problems);
                read(expanded.strip(), where, tree);
            }
        }
        return tree.finish();
    }

    private void read(String line, SourceLocation where, SectionTree tree) {
        int end = 0;
        while (end < line.length() && !Words.blank(line.charAt(end))) {
            end++;
        }
        String name = line.substring(0, end);
        String text = line.substring(end).strip();
        if (name.startsWith("</")) {
            tree.close(name, where);
        } else if (name.startsWith("<")) {
            Directive opening = tree.opening(name, text, where);
            tree.open(opening, tree.skipping() ? SectionTree.Kind.SKIPPED : kind(opening));
        } else if (!name.isEmpty() && !tree.skipping()) {
            carryOut(new Directive(name, text, Words.of(text), List.of(), where), tree);
        }
    }

    private SectionTree.Kind kind(Directive opening) {
        if (!Conditions.decide(opening)) {
            return SectionTree.Kind.ENCLOSING;
        }
        try {
            return conditions.hold(opening, serverRoot) ? SectionTree.Kind.TAKEN : SectionTree.Kind.SKIPPED;
        } catch (BadArgument e) {
            problems.error(opening.where(), e.getMessage());
            return SectionTree.Kind.SKIPPED;
        }
    }

    private void carryOut(Directive directive, SectionTree tree) {
        try {
            switch (directive.name().toLowerCase(Locale.ROOT)) {
                case "include" -> include(checked(directive), false, tree);
                case "includeoptional" -> include(checked(directive), true, tree);
                case "define" -> define(checked(directive));
                case "undefine" -> variables.undefine(checked(directive).argument());
                case "error" ->
                    throw new BadArgument(String.join(" ", checked(directive).arguments()));
                case "serverroot" -> {
                    moveRoot(directive);
                    tree.add(directive);
                }
                case "loadmodule" -> {
                    load(directive);
                    tree.add(directive);
                }
                default -> tree.add(directive);
            }
        } catch (BadArgument e) {
            problems.error(directive.where(), e.getMessage());
        }
    }

    private static Directive checked(Directive directive) throws BadArgument {
        DirectiveRow row = DirectiveTable.find(directive.name()).orElseThrow();
        Optional<String> complaint = row.arity().complaint(directive, row.name(), row.help());
        if (complaint.isPresent()) {
            throw new BadArgument(complaint.get());
        }
        return directive;
    }

    private void define(Directive directive) throws BadArgument {
        String name = directive.argument();
        if (name.isEmpty() || name.indexOf(':') >= 0) {
            throw new BadArgument("Define: the name '" + name + "' must not be empty or contain ':'");
        }
        variables.define(name, directive.arguments().stream().skip(1).findFirst());
    }

    private void include(Directive directive, boolean optional, SectionTree tree) throws BadArgument {
        if (looping) {
            return;
        }
        SourceLocation where = directive.where();
        if (where.path().size() > IncludedFiles.MOST_LEVELS) {
            // The files of a loop would be read again on every level above: the first message has to do.
            looping = true;
            problems.error(
                    where.path().get(0),
                    "Exceeded maximum include depth of " + IncludedFiles.MOST_LEVELS + ": " + where.file()
                            + " seems to include itself through " + directive.argument());
            return;
        }
        for (Path file : IncludedFiles.find(serverRoot, directive.argument(), optional)) {
            SourceLocation source = where.including(file.toString());
            problems.begin(source.file());
            ConfigFile.read(file, source, "name another file in " + directive.name(), problems)
                    .ifPresent(text -> parse(source, text).forEach(tree::add));
        }
    }

    /** What is wrong with the folder is told when all directives are known. */
    private void moveRoot(Directive directive) throws BadArgument {
        if (!directive.arguments().isEmpty() && !directive.argument().isEmpty()) {
            serverRoot = serverRoot
                    .resolve(Values.path(directive.name(), directive.argument()))
                    .normalize();
        }
    }

    private void load(Directive directive) throws BadArgument {
        if (directive.arguments().size() != 2) {
            throw new BadArgument("LoadModule takes two arguments, a module name and the name of a shared object file");
        }
        modules.load(directive.argument(), directive.arguments().get(1));
    }
}
