package org.whippletree.config.directive;

import java.time.Duration;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.whippletree.config.ClientCounts;
import org.whippletree.config.ClientLimits;
import org.whippletree.config.IdentityRules;
import org.whippletree.config.ProcessLimits;

/** How clients are treated. */
final class ClientDirectives {
    private Duration timeout = Duration.ofSeconds(60);
    private boolean keepAlive = true;
    private Duration keepAliveTimeout = Duration.ofSeconds(5);
    private int maxKeepAliveRequests = 100;
    private Duration halfCloseTimeout = Duration.ofSeconds(2);
    private int flushMaxThreshold = 65_535;
    private int maxConnections;
    private int maxConnectionsPerAddress;

    static List<DirectiveRow> rows() {
        return Stream.of(ofTime(), ofNumber()).flatMap(List::stream).toList();
    }

    private static List<DirectiveRow> ofTime() {
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
                row(
                        "HalfCloseTimeout",
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "seconds",
                                "2",
                                "How long an answer may still take after its client ended its side of the connection",
                                "HalfCloseTimeout 4"),
                        (statement, draft) -> draft.client().halfCloseTimeout = statement.time()));
    }

    private static List<DirectiveRow> ofNumber() {
        return List.of(
                count(
                        "MaxKeepAliveRequests",
                        0,
                        "100",
                        "Most requests on one connection; 0 means any number",
                        500,
                        (it, value) -> it.maxKeepAliveRequests = value),
                count(
                        "FlushMaxThreshold",
                        1,
                        "65535",
                        "Most bytes of an answer that wait in memory for a slow client",
                        131_072,
                        (it, value) -> it.flushMaxThreshold = value),
                count(
                        "MaxConnections",
                        0,
                        "0",
                        "Most connections of clients to the whole server, of which each child has its part; further ones are answered"
                                + " 503; 0 means any number",
                        10_000,
                        (it, value) -> it.maxConnections = value),
                count(
                        "MaxConnectionsPerAddress",
                        0,
                        "0",
                        "Most connections that one address has to a child; further ones are answered 503; 0 means any number; those of a"
                                + " proxy that RemoteIPHeader trusts are not counted: they are many clients'",
                        50,
                        (it, value) -> it.maxConnectionsPerAddress = value));
    }

    private static DirectiveRow row(String name, Arity arity, DirectiveRow.Description description, Setter setter) {
        return new DirectiveRow(name, Scope.SERVER_OR_HOST, arity, description, setter);
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

    ClientLimits resolve(
            RequestLimitDirectives limits,
            ProtocolDirectives protocol,
            IdentityRules identity,
            ProcessLimits processes) {
        int ofChild = maxConnections == 0 ? 0 : Math.max(1, maxConnections / processes.activeChildrenLimit());
        return new ClientLimits(
                timeout,
                keepAlive,
                keepAliveTimeout,
                maxKeepAliveRequests,
                halfCloseTimeout,
                flushMaxThreshold,
                limits.requestLineLimit(),
                limits.fieldsLimit(),
                protocol.resolve(),
                limits.resolve(),
                new ClientCounts(maxConnectionsPerAddress, ofChild),
                identity);
    }
}
