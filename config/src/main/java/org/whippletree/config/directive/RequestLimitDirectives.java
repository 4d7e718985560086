package org.whippletree.config.directive;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.ObjIntConsumer;
import org.whippletree.config.RequestLimits;

/** How large a request may be, and how long it may take to come. */
final class RequestLimitDirectives {
    /** What all fields of a request may take together while neither of httpd's two limits is set. */
    private static final int DEFAULT_FIELDS_LIMIT = 65_536;

    private static final int DEFAULT_FIELD_SIZE = 8190;
    private static final int DEFAULT_FIELDS = 100;

    private int requestLine = 8190;
    private OptionalInt fieldSize = OptionalInt.empty();
    private OptionalInt fields = OptionalInt.empty();
    private long body = RequestLimits.DEFAULT_BODY;
    private final ReadTimes times = new ReadTimes();

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
                                "Most bytes of a header field; times LimitRequestFields it bounds all fields together too,"
                                        + " which may have 65536 bytes while neither is set",
                                "LimitRequestFieldSize 1024"),
                        (it, value) -> it.fieldSize = OptionalInt.of(value)),
                count(
                        "LimitRequestFields",
                        0,
                        new DirectiveRow.Description(
                                "number",
                                "100",
                                "Most header fields of a request; 0 means any number, within their 65536 bytes",
                                "LimitRequestFields 50"),
                        (it, value) -> it.fields = OptionalInt.of(value)),
                new DirectiveRow(
                        "LimitRequestBody",
                        Scope.SERVER_OR_HOST,
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "bytes",
                                "1073741824",
                                "Most bytes of a request's body; 0 means any number",
                                "LimitRequestBody 102400"),
                        (statement, draft) ->
                                draft.requestLimits().body = Values.bytes("LimitRequestBody", statement.argument())),
                new DirectiveRow(
                        "RequestReadTimeout",
                        Scope.SERVER_OR_HOST,
                        Arity.ONE_OR_MORE,
                        new DirectiveRow.Description(
                                "[header=seconds[-seconds][,MinRate=bytes]] [body=seconds[-seconds][,MinRate=bytes]]",
                                "header=20-40,MinRate=500 body=20,MinRate=500",
                                "How long the head and the body of a request may take to come; each MinRate bytes lengthen it by a"
                                        + " second, up to the second time; 0 means any time",
                                "RequestReadTimeout header=10-30,MinRate=1000 body=0"),
                        (statement, draft) -> draft.requestLimits().times.read(statement)));
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

    RequestLimits resolve() {
        int count = fields.orElse(DEFAULT_FIELDS);
        return new RequestLimits(
                fieldSize.orElse(DEFAULT_FIELD_SIZE),
                count == 0 ? Integer.MAX_VALUE : count,
                body,
                times.head(),
                times.body());
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
