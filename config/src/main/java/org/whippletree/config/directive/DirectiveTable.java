package org.whippletree.config.directive;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every directive there is, one row each. */
public final class DirectiveTable {
    private static final List<DirectiveRow> ROWS = Stream.of(
                    ServerDirectives.rows(),
                    ListenDirectives.rows(),
                    ProcessDirectives.rows(),
                    ChildDirectives.rows(),
                    SharingDirectives.rows(),
                    ChildLimitDirectives.rows(),
                    CrashDirectives.rows(),
                    OwnerDirectives.rows(),
                    GraceDirectives.rows(),
                    ClientDirectives.rows(),
                    RequestLimitDirectives.rows(),
                    ProtocolDirectives.rows(),
                    IdentityDirectives.rows(),
                    ProxyDirectives.rows(),
                    ForwardingDirectives.rows(),
                    BalancerDirectives.rows(),
                    LocationDirectives.rows(),
                    LoginDraft.rows(),
                    HeaderDirectives.rows(),
                    EnvironmentDirectives.rows(),
                    CookieDirectives.rows(),
                    ErrorDirectives.rows(),
                    FilterDirectives.rows(),
                    DeflateDirectives.rows(),
                    SubstituteDirectives.rows(),
                    RedirectDirectives.rows(),
                    AccessLogDirectives.rows(),
                    VirtualHostDirectives.rows(),
                    ReadingDirectives.rows())
            .flatMap(List::stream)
            .toList();
    private static final Map<String, DirectiveRow> BY_NAME = byName();

    private DirectiveTable() {}

    private static Map<String, DirectiveRow> byName() {
        Map<String, DirectiveRow> byName = new HashMap<>();
        for (DirectiveRow row : ROWS) {
            if (byName.put(row.name().toLowerCase(Locale.ROOT), row) != null) {
                throw new IllegalStateException("a directive has two rows: " + row.name());
            }
        }
        return Map.copyOf(byName);
    }

    /** By subject. */
    public static List<DirectiveRow> rows() {
        return ROWS;
    }

    /** The row of a directive in any case, a section's name in angle brackets. */
    public static Optional<DirectiveRow> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /** What is wrong with a name that has no row. */
    static String unknown(String name) {
        if (HttpdNames.contain(name)) {
            return "Invalid command '" + name + "': it is httpd's, and not supported yet; remove it";
        }
        return "Invalid command '" + name + "': "
                + nearest(name)
                        .map(near -> "did you mean '" + near + "'")
                        .orElse("there is no directive of this or a similar name; remove it");
    }

    /** A directive and a section of the same name are near, too. */
    static Optional<String> nearest(String name) {
        return Spelling.nearest(
                        bare(name), ROWS.stream().map(row -> bare(row.name())).toList())
                .map(near -> find(near)
                        .or(() -> find("<" + near + ">"))
                        .orElseThrow()
                        .name());
    }

    private static String bare(String name) {
        return name.replaceAll("[<>]", "");
    }
}
