package org.whippletree.config.directive;

import java.util.List;
import java.util.Locale;
import org.whippletree.config.DeflateRules;
import org.whippletree.config.DeflateRules.Tag;

/** How DEFLATE compresses. */
final class DeflateDirectives {
    private int level = DeflateRules.usual().level();
    private Tag tag = DeflateRules.usual().tag();

    static List<DirectiveRow> rows() {
        return List.of(
                new DirectiveRow(
                        "DeflateCompressionLevel",
                        Scope.SERVER_OR_HOST,
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "1...9",
                                "zlib's own",
                                "How hard DEFLATE tries: 1 is the fastest, 9 makes the smallest answers",
                                "DeflateCompressionLevel 4"),
                        (statement, draft) -> draft.filters().deflate().level = level(statement)),
                new DirectiveRow(
                        "DeflateAlterETag",
                        Scope.SERVER_OR_HOST,
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "AddSuffix|NoChange|Remove",
                                "AddSuffix",
                                "What becomes of the ETag of an answer that DEFLATE compresses: the coding is added to it, it stays, or it"
                                        + " is removed",
                                "DeflateAlterETag Remove"),
                        (statement, draft) -> draft.filters().deflate().tag = tag(statement)));
    }

    private static int level(Statement statement) throws BadArgument {
        int level = statement.integer().value();
        if (level < 1 || level > 9) {
            throw new BadArgument("Compression Level must be between 1 and 9");
        }
        return level;
    }

    private static Tag tag(Statement statement) throws BadArgument {
        return switch (statement.argument().toLowerCase(Locale.ROOT)) {
            case "addsuffix" -> Tag.ADD_SUFFIX;
            case "nochange" -> Tag.NO_CHANGE;
            case "remove" -> Tag.REMOVE;
            default -> throw new BadArgument("DeflateAlterETag: use AddSuffix, NoChange or Remove");
        };
    }

    DeflateRules rules() {
        return new DeflateRules(level, tag);
    }
}
