package org.whippletree.supervisor.command;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.whippletree.config.directive.DirectiveRow;
import org.whippletree.config.directive.DirectiveTable;
import org.whippletree.config.directive.Scope;

/** Prints every directive with its arguments, what it is for, its default, and where it may stand. */
final class DirectiveList {
    private final Columns columns;

    DirectiveList(PrintWriter out) {
        this.columns = new Columns(out);
    }

    void print() {
        DirectiveTable.rows().forEach(this::print);
    }

    private void print(DirectiveRow row) {
        String name = row.name();
        columns.print(0, name.endsWith(">") ? name.replace(">", " " + row.syntax() + ">") : name + " " + row.syntax());
        columns.print(4, row.help() + ".");
        if (!row.defaultText().equals("none")) {
            columns.print(4, "Default: " + row.defaultText());
        }
        columns.print(
                4,
                row.scopes().stream()
                        .sorted(Comparator.naturalOrder())
                        .map(Scope::words)
                        .collect(Collectors.joining(", ", "Allowed in: ", "")));
    }
}
