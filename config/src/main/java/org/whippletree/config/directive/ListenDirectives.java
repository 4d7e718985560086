package org.whippletree.config.directive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import org.whippletree.config.ListenAddress;
import org.whippletree.config.ListenOptions;

/** Where clients and operators are accepted. */
final class ListenDirectives {
    private final Map<ListenAddress, SourceLocation> listeners = new LinkedHashMap<>();
    private final Map<ListenAddress, SourceLocation> admin = new LinkedHashMap<>();
    private int backlog = 511;
    private int sendBufferBytes;
    private int receiveBufferBytes;
    private boolean attempted;

    static List<DirectiveRow> rows() {
        return List.of(
                new DirectiveRow(
                        "Listen",
                        Set.of(Scope.SERVER),
                        Arity.ONE_OR_TWO,
                        new DirectiveRow.Description(
                                "[address:]port [http]",
                                "none",
                                "An address and port on which clients are accepted; at least one is required, and port 0 lets the"
                                        + " kernel choose",
                                "Listen 127.0.0.1:8081"),
                        ListenDirectives::listen),
                new DirectiveRow(
                        "ListenBacklog",
                        Set.of(Scope.SERVER),
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "number",
                                "511",
                                "Most clients that wait to be accepted on each listener; the kernel bounds it by"
                                        + " net.core.somaxconn",
                                "ListenBacklog 1024"),
                        ListenDirectives::backlog),
                buffer("SendBufferSize", "send", (it, bytes) -> it.sendBufferBytes = bytes),
                buffer("ReceiveBufferSize", "receive", (it, bytes) -> it.receiveBufferBytes = bytes),
                new DirectiveRow(
                        "AdminListen",
                        Set.of(Scope.SERVER),
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "[address:]port",
                                "none",
                                "An address and port that serve status over HTTP besides the admin socket; on loopback if no"
                                        + " address is given",
                                "AdminListen 127.0.0.1:8089"),
                        ListenDirectives::admin));
    }

    private static DirectiveRow buffer(String name, String which, ObjIntConsumer<ListenDirectives> field) {
        return new DirectiveRow(
                name,
                Set.of(Scope.SERVER),
                Arity.ONE,
                new DirectiveRow.Description(
                        "bytes",
                        "0",
                        "Size of the " + which
                                + " buffer of each listener, which its clients inherit; 0 leaves it to the kernel",
                        name + " 65536"),
                (statement, draft) -> field.accept(draft.listen(), bufferBytes(statement)));
    }

    private static int bufferBytes(Statement statement) throws BadArgument {
        int bytes = statement.integer().value();
        if (bytes != 0 && bytes < ListenOptions.LEAST_BUFFER_BYTES) {
            throw new BadArgument(statement.directive().name() + " must be >= " + ListenOptions.LEAST_BUFFER_BYTES
                    + " bytes, or 0 for system default.");
        }
        return bytes;
    }

    private static void listen(Statement statement, ConfigDraft draft) throws BadArgument {
        draft.listen().attempted = true;
        if (statement.arguments().size() > 1) {
            String protocol = statement.arguments().get(1).toLowerCase(Locale.ROOT);
            if (!protocol.equals("http")) {
                throw new BadArgument(
                        "Listen protocol '" + protocol + "' is not supported yet: use http, or name none");
            }
        }
        HostAndPort place = HostAndPort.parsePortFirst(statement.argument());
        draft.listen().add(draft.listen().listeners, place, "*", statement);
    }

    private static void admin(Statement statement, ConfigDraft draft) throws BadArgument {
        HostAndPort place = HostAndPort.parsePortFirst(statement.argument());
        draft.listen().add(draft.listen().admin, place, "127.0.0.1", statement);
    }

    private static void backlog(Statement statement, ConfigDraft draft) throws BadArgument {
        int backlog = statement.integer().value();
        if (backlog < 1) {
            throw new BadArgument("ListenBacklog must be > 0");
        }
        draft.listen().backlog = backlog;
    }

    private void add(
            Map<ListenAddress, SourceLocation> addresses, HostAndPort place, String defaultHost, Statement statement)
            throws BadArgument {
        String host = place.host().isEmpty() ? defaultHost : place.host();
        ListenAddress address = new ListenAddress(host, place.port().orElseThrow());
        SourceLocation earlier = listeners.containsKey(address) ? listeners.get(address) : admin.get(address);
        if (earlier != null) {
            throw new BadArgument("Cannot define multiple Listeners on the same IP:port: " + address
                    + " is already defined at " + earlier);
        }
        addresses.put(address, statement.where());
    }

    void check(SourceLocation file, Problems problems) {
        // A refused Listen has its own message.
        if (listeners.isEmpty() && !attempted) {
            problems.error(file, "no listening sockets available: add a Listen directive, for example Listen 8080");
        }
    }

    List<ListenAddress> listeners() {
        return List.copyOf(listeners.keySet());
    }

    Map<ListenAddress, SourceLocation> places() {
        return listeners;
    }

    List<ListenAddress> admin() {
        return List.copyOf(admin.keySet());
    }

    ListenOptions options() {
        return new ListenOptions(backlog, sendBufferBytes, receiveBufferBytes);
    }
}
