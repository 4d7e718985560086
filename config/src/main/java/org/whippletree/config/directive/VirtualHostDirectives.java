package org.whippletree.config.directive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.whippletree.config.ListenAddress;

/** Which hosts share the listeners, and what they are called. */
final class VirtualHostDirectives {
    static final String SECTION = "<VirtualHost>";

    private final List<HostDraft> hosts = new ArrayList<>();
    private final List<String> aliases = new ArrayList<>();
    private boolean opened;

    static List<DirectiveRow> rows() {
        return List.of(
                new DirectiveRow(
                        SECTION,
                        Set.of(Scope.SERVER),
                        Arity.SECTION_WORDS,
                        new DirectiveRow.Description(
                                "address[:port] ...",
                                "none",
                                "Encloses what holds for one host, over what stands outside, and behind it; of the hosts of an address"
                                        + " that which has the client's Host by its ServerName or ServerAlias, else the first",
                                "<VirtualHost *>\n    ServerName www.example.com\n</VirtualHost>"),
                        VirtualHostDirectives::section),
                new DirectiveRow(
                        "ServerAlias",
                        Set.of(Scope.VIRTUAL_HOST),
                        Arity.ONE_OR_MORE,
                        new DirectiveRow.Description(
                                "name ...",
                                "none",
                                "Further names of the virtual host; * stands for any letters, ? for any letter",
                                "ServerAlias example.com *.example.com"),
                        (statement, draft) -> statement
                                .arguments()
                                .forEach(name -> draft.virtualHost().aliases.add(name.toLowerCase(Locale.ROOT)))));
    }

    private static void section(Statement statement, ConfigDraft draft) throws BadArgument {
        List<ListenAddress> addresses = new ArrayList<>();
        for (String argument : statement.arguments()) {
            addresses.add(address(argument));
        }
        draft.virtualHost().hosts.add(new HostDraft(statement.directive(), addresses));
    }

    /** Port 0 stands for every port. */
    private static ListenAddress address(String text) throws BadArgument {
        String host = text.equalsIgnoreCase("_default_") ? "*" : text.replaceFirst("^_default_:", "*:");
        boolean everyPort = host.endsWith(":*");
        HostAndPort place = HostAndPort.parse(everyPort ? host.substring(0, host.length() - 2) : host);
        return new ListenAddress(place.host(), place.port().orElse(0));
    }

    /** What is read from here on is the virtual host's own. */
    void open() {
        opened = true;
    }

    boolean opened() {
        return opened;
    }

    /** In file order. */
    List<HostDraft> hosts() {
        return List.copyOf(hosts);
    }

    /** Of the virtual host that this draft is for, in lower case. */
    List<String> aliases() {
        return List.copyOf(aliases);
    }
}
