package org.whippletree.config.directive;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import org.whippletree.config.ClientLimits;

/** How clients are treated. */
final class ClientDirectives {
    /** What all fields of a request may take together while neither of httpd's two limits is set. */
    private static final int DEFAULT_FIELDS_LIMIT = 65_536;

    private Duration timeout = Duration.ofSeconds(60);
    private boolean keepAlive = true;
    private Duration keepAliveTimeout = Duration.ofSeconds(5);
    private int maxKeepAliveRequests = 100;
    private Duration halfCloseTimeout = Duration.ofSeconds(2);
    private int flushMaxThreshold = 65_535;
    private int requestLine = 8190;
    private OptionalInt fieldSize = OptionalInt.empty();
    private OptionalInt fields = OptionalInt.empty();

    static List<DirectiveRow> rows() {
        return List.of(
                row(
                        "Timeout",
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "seconds",
                                "60",
                                "How long one read or write of a client or a backend may make no progress",
                                "Timeout 30"),
                        (statement, draft) -> draft.client().timeout =
                                statement.timeAtLeast(Duration.ofSeconds(1), draft.problems())),
                row(
                        "KeepAlive",
                        Arity.FLAG,
                        new DirectiveRow.Description(
                                "On|Off",
                                "On",
                                "Whether a client's connection is kept for another request",
                                "KeepAlive Off"),
                        (statement, draft) ->
                                draft.client().keepAlive = statement.flag().value()),
                row(
                        "KeepAliveTimeout",
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "seconds|NUMBERms",
                                "5",
                                "How long a connection is kept for another request",
                                "KeepAliveTimeout 1500ms"),
                        (statement, draft) -> draft.client().keepAliveTimeout =
                                statement.timeAtLeast(Duration.ofMillis(1), draft.problems())),
                count(
                        "MaxKeepAliveRequests",
                        0,
                        "100",
                        "Most requests on one connection; 0 means any number",
                        500,
                        (it, value) -> it.maxKeepAliveRequests = value),
                row(
                        "HalfCloseTimeout",
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "seconds",
                                "2",
                                "How long an answer may still take after its client ended its side of the connection",
                                "HalfCloseTimeout 4"),
                        (statement, draft) -> draft.client().halfCloseTimeout = statement.time()),
                count(
                        "FlushMaxThreshold",
                        1,
                        "65535",
                        "Most bytes of an answer that wait in memory for a slow client",
                        131_072,
                        (it, value) -> it.flushMaxThreshold = value),
                count(
                        "LimitRequestLine",
                        1,
                        "8190",
                        "Most bytes of a request line",
                        4096,
                        (it, value) -> it.requestLine = value),
                count(
                        "LimitRequestFieldSize",
                        1,
                        "8190",
                        "Most bytes of a header field; times LimitRequestFields it bounds all fields of a request together,"
                                + " and they may have 65536 bytes while neither is set",
                        1024,
                        (it, value) -> it.fieldSize = OptionalInt.of(value)),
                count(
                        "LimitRequestFields",
                        0,
                        "100",
                        "Most header fields of a request; only its product with LimitRequestFieldSize is enforced, and 0 leaves"
                                + " the fields of a request their 65536 bytes",
                        50,
                        (it, value) -> it.fields = OptionalInt.of(value)));
    }

    private static DirectiveRow row(String name, Arity arity, DirectiveRow.Description description, Setter setter) {
        return new DirectiveRow(name, Set.of(Scope.SERVER), arity, description, setter);
    }

    private static DirectiveRow count(
            String name,
            int least,
            String byDefault,
            String help,
            int example,
            ObjIntConsumer<ClientDirectives> field) {
        return row(
                name,
                Arity.ONE,
                new DirectiveRow.Description("number", byDefault, help, name + " " + example),
                (statement, draft) -> field.accept(draft.client(), statement.integerAtLeast(least, draft.problems())));
    }

    Duration timeout() {
        return timeout;
    }

    ClientLimits resolve() {
        return new ClientLimits(
                timeout,
                keepAlive,
                keepAliveTimeout,
                maxKeepAliveRequests,
                halfCloseTimeout,
                flushMaxThreshold,
                requestLine,
                fieldsLimit());
    }

    private int fieldsLimit() {
        long product = (long) fieldSize.orElse(8190) * fields.orElse(100);
        if ((fieldSize.isEmpty() && fields.isEmpty()) || product == 0) {
            return DEFAULT_FIELDS_LIMIT;
        }
        return (int) Math.min(Integer.MAX_VALUE, product);
    }
}
