package org.whippletree.config.directive;

import java.util.List;
import java.util.Optional;

/** Applies directives to a draft, in their order; what cannot be applied becomes a problem. */
final class DirectiveWalk {
    private final ConfigDraft draft;
    private final IgnoredDirectives ignored;

    DirectiveWalk(ConfigDraft draft, IgnoredDirectives ignored) {
        this.draft = draft;
        this.ignored = ignored;
    }

    /** Directives that stand outside of all sections. */
    void walk(List<Directive> directives) {
        walk(directives, Scope.SERVER, Optional.empty());
    }

    /** What a virtual host encloses. */
    void walkHost(List<Directive> directives) {
        draft.virtualHost().open();
        walk(directives, Scope.VIRTUAL_HOST, Optional.empty());
    }

    /** @param section what encloses the directives, if it tells something about them: a virtual host does not */
    private void walk(List<Directive> directives, Scope scope, Optional<Directive> section) {
        for (Directive directive : directives) {
            try {
                Optional<DirectiveRow> row = DirectiveTable.find(directive.name());
                if (row.isEmpty()) {
                    ignored.add(directive);
                    continue;
                }
                refuseElsewhere(row.get(), scope, directive, section);
                row.get().apply(new Statement(directive, section), draft);
                Scope inside = Scope.within(directive);
                if (inside != Scope.VIRTUAL_HOST) {
                    walk(directive.children(), inside, Optional.of(directive));
                }
            } catch (BadArgument e) {
                // What a refused section encloses has nothing to belong to: it is not looked at.
                draft.problems().error(directive.where(), e.getMessage());
            }
        }
    }

    private static void refuseElsewhere(DirectiveRow row, Scope scope, Directive directive, Optional<Directive> section)
            throws BadArgument {
        if (row.scopes().contains(scope)) {
            return;
        }
        if (scope == Scope.SERVER) {
            throw new BadArgument(row.name() + " not allowed here");
        }
        String around = scope == Scope.VIRTUAL_HOST
                ? VirtualHostDirectives.SECTION
                : section.orElse(directive).name();
        throw new BadArgument(row.name() + " cannot occur within " + around + " section");
    }
}
