package org.whippletree.config.directive;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.ObjIntConsumer;

/** How large the head of a request may be. */
final class RequestLimitDirectives {
    /** What all fields of a request may take together while neither of httpd's two limits is set. */
    private static final int DEFAULT_FIELDS_LIMIT = 65_536;

    private static final int DEFAULT_FIELD_SIZE = 8190;
    private static final int DEFAULT_FIELDS = 100;

    private int requestLine = 8190;
    private OptionalInt fieldSize = OptionalInt.empty();
    private OptionalInt fields = OptionalInt.empty();

    static List<DirectiveRow> rows() {
        return List.of(
                count(
                        "LimitRequestLine",
                        1,
                        new DirectiveRow.Description(
                                "bytes", "8190", "Most bytes of a request line", "LimitRequestLine 4096"),
                        (it, value) -> it.requestLine = value),
                count(
                        "LimitRequestFieldSize",
                        1,
                        new DirectiveRow.Description(
                                "bytes",
                                "8190",
                                "Most bytes of a header field; times LimitRequestFields it bounds all fields of a request together,"
                                        + " which may have 65536 bytes while neither is set",
                                "LimitRequestFieldSize 1024"),
                        (it, value) -> it.fieldSize = OptionalInt.of(value)),
                count(
                        "LimitRequestFields",
                        0,
                        new DirectiveRow.Description(
                                "number",
                                "100",
                                "Most header fields of a request; only its product with LimitRequestFieldSize is enforced, and 0"
                                        + " leaves the fields of a request their 65536 bytes",
                                "LimitRequestFields 50"),
                        (it, value) -> it.fields = OptionalInt.of(value)));
    }

    private static DirectiveRow count(
            String name,
            int least,
            DirectiveRow.Description description,
            ObjIntConsumer<RequestLimitDirectives> field) {
        return new DirectiveRow(
                name,
                Scope.SERVER_OR_HOST,
                Arity.ONE,
                description,
                (statement, draft) ->
                        field.accept(draft.requestLimits(), statement.integerAtLeast(least, draft.problems())));
    }

    int requestLineLimit() {
        return requestLine;
    }

    int fieldsLimit() {
        long product = (long) fieldSize.orElse(DEFAULT_FIELD_SIZE) * fields.orElse(DEFAULT_FIELDS);
        if ((fieldSize.isEmpty() && fields.isEmpty()) || product == 0) {
            return DEFAULT_FIELDS_LIMIT;
        }
        return (int) Math.min(Integer.MAX_VALUE, product);
    }
}
