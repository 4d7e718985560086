package org.whippletree.config.directive;

import java.util.List;
import java.util.Locale;
import org.whippletree.config.ProtocolOptions;
import org.whippletree.config.UnderscoreNames;

/** How strictly HTTP is read. */
final class ProtocolDirectives {
    private boolean relaxedLines;
    private boolean registeredMethods;
    private UnderscoreNames underscores = UnderscoreNames.DROP;

    static List<DirectiveRow> rows() {
        return List.of(options(), underscores());
    }

    private static DirectiveRow underscores() {
        return new DirectiveRow(
                "UnderscoresInHeaders",
                Scope.SERVER_OR_HOST,
                Arity.ONE,
                new DirectiveRow.Description(
                        "Drop|Refuse|Pass",
                        "Drop",
                        "What becomes of a request's fields with an underscore in their names, which some backends take for other"
                                + " fields: they are taken out, or the request is answered 400, or they are passed on",
                        "UnderscoresInHeaders Pass"),
                (statement, draft) -> draft.protocol().underscores = underscores(statement));
    }

    private static UnderscoreNames underscores(Statement statement) throws BadArgument {
        return switch (statement.argument().toLowerCase(Locale.ROOT)) {
            case "drop" -> UnderscoreNames.DROP;
            case "refuse" -> UnderscoreNames.REFUSE;
            case "pass" -> UnderscoreNames.PASS;
            default ->
                throw new BadArgument(
                        "UnderscoresInHeaders must be Drop, Refuse or Pass, not '" + statement.argument() + "'");
        };
    }

    private static DirectiveRow options() {
        return new DirectiveRow(
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
                ProtocolDirectives::set);
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
        return new ProtocolOptions(relaxedLines, registeredMethods, underscores);
    }
}
