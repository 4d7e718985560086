package org.whippletree.config.directive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.whippletree.config.ListenAddress;

/** The one virtual host that there may be: all that is listened on is its own, so its directives are the server's. */
final class VirtualHostDirectives {
    static final String SECTION = "<VirtualHost>";

    private final List<ListenAddress> addresses = new ArrayList<>();
    private Optional<SourceLocation> where = Optional.empty();

    static List<DirectiveRow> rows() {
        return List.of(
                new DirectiveRow(
                        SECTION,
                        Set.of(Scope.SERVER),
                        Arity.SECTION_WORDS,
                        new DirectiveRow.Description(
                                "address[:port] ...",
                                "none",
                                "Encloses the directives of the one server there is, which override those outside, and follow them; there may be one"
                                        + " such section, and every Listen must be one of its addresses",
                                "<VirtualHost *>\n    ServerName www.example.com\n</VirtualHost>"),
                        VirtualHostDirectives::section),
                new DirectiveRow(
                        "ServerAlias",
                        Set.of(Scope.VIRTUAL_HOST),
                        Arity.ONE_OR_MORE,
                        new DirectiveRow.Description(
                                "name ...",
                                "none",
                                "Further names of the server; with one virtual host, every name leads to it",
                                "ServerAlias example.com *.example.com"),
                        // With one virtual host there is nothing to choose by name.
                        (statement, draft) -> {}));
    }

    private static void section(Statement statement, ConfigDraft draft) throws BadArgument {
        VirtualHostDirectives host = draft.virtualHost();
        if (host.where.isPresent()) {
            throw new BadArgument(
                    "several virtual hosts are not supported yet: keep one, such as the first at " + host.where.get());
        }
        host.where = Optional.of(statement.where());
        for (String argument : statement.arguments()) {
            host.addresses.add(address(argument));
        }
    }

    /** Port 0 stands for every port. */
    private static ListenAddress address(String text) throws BadArgument {
        String host = text.equalsIgnoreCase("_default_") ? "*" : text.replaceFirst("^_default_:", "*:");
        boolean everyPort = host.endsWith(":*");
        HostAndPort place = HostAndPort.parse(everyPort ? host.substring(0, host.length() - 2) : host);
        return new ListenAddress(place.host(), place.port().orElse(0));
    }

    /** Whether it has begun: what is read from here on is its own. */
    boolean opened() {
        return where.isPresent();
    }

    /** Each listener that is not the host's would be another server's. */
    void check(List<ListenAddress> listeners, Problems problems) {
        if (where.isEmpty()) {
            return;
        }
        String others = listeners.stream()
                .filter(listener -> addresses.stream().noneMatch(address -> covers(address, listener)))
                .map(ListenAddress::toString)
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            problems.error(
                    where.get(),
                    "a server beside the virtual host is not supported yet, and there would be one on " + others
                            + ": add each Listen to the addresses of <VirtualHost>, or remove it");
        }
    }

    private static boolean covers(ListenAddress address, ListenAddress listener) {
        return (address.port() == 0 || address.port() == listener.port())
                && (address.anyHost() || address.host().equals(listener.host()));
    }
}
