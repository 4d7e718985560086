package org.whippletree.config.directive;

import java.util.List;
import java.util.Locale;
import org.whippletree.config.ProtocolOptions;

/** How strictly HTTP is read. */
final class ProtocolDirectives {
    private boolean relaxedLines;
    private boolean registeredMethods;

    static List<DirectiveRow> rows() {
        return List.of(new DirectiveRow(
                "HttpProtocolOptions",
                Scope.SERVER_OR_HOST,
                Arity.ONE_OR_MORE,
                new DirectiveRow.Description(
                        "[Strict|Unsafe] [RegisteredMethods|LenientMethods] [Require1.0]",
                        "Strict LenientMethods Require1.0",
                        "How strictly requests and answers are read: Unsafe lets a bare line feed end a line of a head"
                                + " and joins folded fields, and relaxes nothing else; RegisteredMethods refuses"
                                + " methods that are in no registry",
                        "HttpProtocolOptions RegisteredMethods"),
                ProtocolDirectives::set));
    }

    private static void set(Statement statement, ConfigDraft draft) throws BadArgument {
        ProtocolDirectives it = draft.protocol();
        for (String option : statement.arguments()) {
            switch (option.toLowerCase(Locale.ROOT)) {
                case "strict" -> it.relaxedLines = false;
                case "unsafe" -> {
                    it.relaxedLines = true;
                    draft.problems()
                            .warning(
                                    statement.where(),
                                    "HttpProtocolOptions Unsafe: in heads a bare line feed ends a line, and folded fields"
                                            + " are joined; nothing else is relaxed");
                }
                case "registeredmethods" -> it.registeredMethods = true;
                case "lenientmethods" -> it.registeredMethods = false;
                case "require1.0" -> {
                    // It holds always.
                }
                case "allow0.9" ->
                    throw new BadArgument(
                            "HttpProtocolOptions Allow0.9 is not supported: HTTP/0.9 cannot be forwarded; use Require1.0");
                default ->
                    throw new BadArgument("HttpProtocolOptions accepts 'Unsafe' or 'Strict', 'RegisteredMethods' or"
                            + " 'LenientMethods', and 'Require1.0', not '" + option + "'");
            }
        }
    }

    ProtocolOptions resolve() {
        return new ProtocolOptions(relaxedLines, registeredMethods);
    }
}
