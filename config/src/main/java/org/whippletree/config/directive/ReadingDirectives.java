package org.whippletree.config.directive;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The rows of what is carried out while a file is read, wherever it stands: nothing of it reaches the draft. */
final class ReadingDirectives {
    private static final Set<Scope> ANYWHERE = EnumSet.allOf(Scope.class);

    private ReadingDirectives() {}

    static List<DirectiveRow> rows() {
        return List.of(
                row(
                        "Include",
                        Arity.ONE,
                        "file|folder|wildcard",
                        "Files to read in this place, relative to ServerRoot: one, all below a folder, or those that match; it is an"
                                + " error if there is none",
                        "Include conf.d/*.conf"),
                row(
                        "IncludeOptional",
                        Arity.ONE,
                        "file|folder|wildcard",
                        "Files to read in this place, as Include does; there may be none",
                        "IncludeOptional sites-*/*.conf"),
                row(
                        "Define",
                        Arity.ONE_OR_TWO,
                        "name [value]",
                        "A name that <IfDefine> finds; with a value, ${name} stands for it in all lines that follow",
                        "Define PORT 8085\nListen ${PORT}"),
                row("UnDefine", Arity.ONE, "name", "A name of Define or -D to forget", "UnDefine PORT"),
                row(
                        "Error",
                        Arity.ONE_OR_MORE,
                        "text",
                        "A message that refuses the configuration, for use in a condition",
                        "Error \"PORT must be defined\""),
                row(
                        "<IfDefine>",
                        Arity.SECTION,
                        "[!]name",
                        "Encloses what is read only if the name is defined, or with ! only if it is not",
                        "<IfDefine !SLOW>\n    KeepAliveTimeout 2\n</IfDefine>"),
                row(
                        "<IfModule>",
                        Arity.SECTION,
                        "[!]file|identifier",
                        "Encloses what is read only if the job of this module of httpd is done here, or a LoadModule loads it",
                        "<IfModule mod_proxy.c>\n    MaxKeepAliveRequests 7\n</IfModule>"),
                row(
                        "<IfFile>",
                        Arity.SECTION,
                        "[!]file",
                        "Encloses what is read only if the file exists, relative to ServerRoot",
                        "<IfFile />\n    Timeout 7\n</IfFile>"));
    }

    private static DirectiveRow row(String name, Arity arity, String syntax, String help, String example) {
        return new DirectiveRow(
                name,
                ANYWHERE,
                arity,
                new DirectiveRow.Description(syntax, "none", help, example),
                (statement, draft) -> {
                    throw new IllegalStateException(name + " is carried out while it is read");
                });
    }
}
