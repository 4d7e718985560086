package org.whippletree.config.directive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whippletree.config.AddressRange;
import org.whippletree.config.ForwardedFields;
import org.whippletree.config.IdentityRules;
import org.whippletree.config.ProxyProtocolRules;
import org.whippletree.config.RemoteIpRules;

/** Who the client of a request is taken to be, and what backends are told of it. */
final class IdentityDirectives {
    /** What a request means depends on them: they are no place for an address. */
    private static final Set<String> NO_ADDRESS =
            Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade", "te", "trailer");

    private String header = "";
    private String proxiesHeader = "";
    private Optional<SourceLocation> headerAt = Optional.empty();
    private final TrustedProxyDrafts proxies = new TrustedProxyDrafts();
    private boolean proxyProtocol;
    private final List<AddressRange> proxyProtocolExceptions = new ArrayList<>();
    private boolean xForwarded = true;
    private boolean forwarded;

    static List<DirectiveRow> rows() {
        return List.of(
                field(
                        "RemoteIPHeader",
                        "The field in which trusted proxies tell the address of their client, which then is the client's for Require,"
                                + " logs and backends; without a list of proxies everybody is trusted",
                        "X-Forwarded-For",
                        (statement, draft) -> {
                            draft.identity().header = fieldName(statement);
                            draft.identity().headerAt = Optional.of(statement.where());
                        }),
                field(
                        "RemoteIPProxiesHeader",
                        "The field that tells backends which trusted proxies a request has passed, internal ones left out",
                        "X-Forwarded-By",
                        (statement, draft) -> draft.identity().proxiesHeader = fieldName(statement)),
                proxies(
                        "RemoteIPTrustedProxy",
                        "Proxies whose word is taken for their client's address, unless that is a private one",
                        false),
                proxies(
                        "RemoteIPInternalProxy",
                        "Proxies whose word is taken for their client's address, private ones too",
                        true),
                list("RemoteIPTrustedProxyList", "RemoteIPTrustedProxy", false),
                list("RemoteIPInternalProxyList", "RemoteIPInternalProxy", true),
                flag(
                        "RemoteIPProxyProtocol",
                        "Off",
                        "Whether each connection begins with a header of the PROXY protocol, version 1 or 2, that tells its client;"
                                + " connections without one are closed",
                        (statement, draft) -> draft.identity().proxyProtocol =
                                statement.flag().value()),
                exceptions(),
                flag(
                        "ProxyAddHeaders",
                        "On",
                        "Whether backends are told the client's address and scheme, the host that it asked for and this server's name in"
                                + " X-Forwarded-For, -Proto, -Host and -Server",
                        (statement, draft) ->
                                draft.identity().xForwarded = statement.flag().value()),
                flag(
                        "ProxyAddForwarded",
                        "Off",
                        "Whether backends are told the client's address and scheme and the host that it asked for in Forwarded"
                                + " (RFC 7239)",
                        (statement, draft) ->
                                draft.identity().forwarded = statement.flag().value()));
    }

    private static DirectiveRow exceptions() {
        return new DirectiveRow(
                "RemoteIPProxyProtocolExceptions",
                Scope.SERVER_OR_HOST,
                Arity.ONE_OR_MORE,
                new DirectiveRow.Description(
                        "address[/bits] ...",
                        "none",
                        "From where connections come without a header of the PROXY protocol",
                        "RemoteIPProxyProtocolExceptions 127.0.0.1 10.0.0.0/8"),
                (statement, draft) -> {
                    for (String text : statement.arguments()) {
                        draft.identity().proxyProtocolExceptions.add(AddressRanges.parse(text));
                    }
                });
    }

    private static DirectiveRow flag(String name, String byDefault, String help, Setter setter) {
        String other = byDefault.equals("On") ? "Off" : "On";
        return new DirectiveRow(
                name,
                Scope.SERVER_OR_HOST,
                Arity.FLAG,
                new DirectiveRow.Description("On|Off", byDefault, help, name + " " + other),
                setter);
    }

    private static DirectiveRow field(String name, String help, String example, Setter setter) {
        return new DirectiveRow(
                name,
                Scope.SERVER_OR_HOST,
                Arity.ONE,
                new DirectiveRow.Description("field", "none", help, name + " " + example),
                setter);
    }

    private static String fieldName(Statement statement) throws BadArgument {
        String name = statement.argument();
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
            throw new BadArgument(statement.directive().name() + ": '" + name + "' is no name of a field");
        }
        if (NO_ADDRESS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new BadArgument(statement.directive().name() + " " + name
                    + " is not supported: the field has another meaning; use one such as X-Forwarded-For");
        }
        return name;
    }

    private static DirectiveRow proxies(String name, String help, boolean internal) {
        return new DirectiveRow(
                name,
                Scope.SERVER_OR_HOST,
                Arity.ONE_OR_MORE,
                new DirectiveRow.Description("address[/bits] ...", "none", help, name + " 10.2.3.0/24 2001:db8::/32"),
                (statement, draft) -> {
                    for (String text : statement.arguments()) {
                        draft.identity().proxies.add(text, internal, draft.virtualHost());
                    }
                });
    }

    private static DirectiveRow list(String name, String single, boolean internal) {
        return new DirectiveRow(
                name,
                Scope.SERVER_OR_HOST,
                Arity.ONE,
                new DirectiveRow.Description(
                        "file",
                        "none",
                        "A file with the addresses of " + single
                                + ", separated by blanks and line ends; # begins a comment",
                        name + " conf.d/proxies.list"),
                (statement, draft) -> draft.identity()
                        .proxies
                        .addFile(Values.path(name, statement.argument()), internal, statement, draft.virtualHost()));
    }

    /**
     * Reads the lists, and finds what no single line can know.
     *
     * @param root what file names are relative to
     */
    void check(Path root, Problems problems) {
        proxies.readFiles(root, problems);
        if (headerAt.isPresent() && proxies.none()) {
            problems.warning(
                    headerAt.get(),
                    "RemoteIPHeader " + header
                            + " without a RemoteIPTrustedProxy or RemoteIPInternalProxy: every client is"
                            + " believed, whatever address it gives itself; name the proxies");
        }
    }

    IdentityRules resolve() {
        return new IdentityRules(
                new RemoteIpRules(header, proxiesHeader, proxies.resolve()),
                new ProxyProtocolRules(proxyProtocol, proxyProtocolExceptions),
                new ForwardedFields(xForwarded, forwarded));
    }
}
