package org.whippletree.config.directive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whippletree.config.AccessRule;
import org.whippletree.config.AddressRange;
import org.whippletree.config.FilePaths;
import org.whippletree.config.HandlerRule;
import org.whippletree.config.HeaderSection;
import org.whippletree.config.LoginSection;
import org.whippletree.config.PathMatch;
import org.whippletree.config.PathRules;
import org.whippletree.config.RedirectRule;
import org.whippletree.config.RequestHandler;

/** Who may ask for which path, and what answers beside the backends. */
final class LocationDirectives {
    private final List<Section> sections = new ArrayList<>();

    /** A section while it is read; no grant means that it leaves access as it is. */
    private static final class Section {
        private final PathMatch path;
        private Optional<RequestHandler> handler = Optional.empty();
        private final List<Grant> grants = new ArrayList<>();
        private final LoginDraft login = new LoginDraft();

        Section(PathMatch path) {
            this.path = path;
        }

        AccessRule access() {
            return new AccessRule(
                    path,
                    grants.stream().anyMatch(Grant::everyone),
                    grants.stream().anyMatch(Grant::sameHost),
                    grants.stream().flatMap(grant -> grant.ranges().stream()).toList(),
                    grants.stream().anyMatch(Grant::anyUser),
                    grants.stream().flatMap(grant -> grant.users().stream()).toList());
        }
    }

    /** What one Require line admits. */
    private record Grant(
            SourceLocation where,
            boolean everyone,
            boolean sameHost,
            List<AddressRange> ranges,
            boolean anyUser,
            List<String> users) {
        static Grant of(SourceLocation where, boolean everyone, boolean sameHost, List<AddressRange> ranges) {
            return new Grant(where, everyone, sameHost, ranges, false, List.of());
        }
    }

    static List<DirectiveRow> rows() {
        return List.of(
                new DirectiveRow(
                        Places.LOCATION_MATCH,
                        Scope.SERVER_OR_HOST,
                        Arity.ONE_OR_MORE,
                        new DirectiveRow.Description(
                                "pattern",
                                "none",
                                "Encloses what holds for the paths in which this pattern is found; a run of slashes counts as one",
                                "<LocationMatch \"^/(status|health)$\">\n    SetHandler server-status\n    Require local\n</LocationMatch>"),
                        LocationDirectives::section),
                new DirectiveRow(
                        Places.LOCATION,
                        Scope.SERVER_OR_HOST,
                        Arity.ONE_OR_MORE,
                        new DirectiveRow.Description(
                                "/path|~ pattern",
                                "none",
                                "Encloses what holds for the paths that begin with this one, or in which a pattern is found; of several sections that match, the last"
                                        + " one that says something holds",
                                "<Location /status>\n    SetHandler server-status\n    Require local\n</Location>"),
                        LocationDirectives::section),
                new DirectiveRow(
                        "SetHandler",
                        Set.of(Scope.LOCATION_SECTION),
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "server-status|none",
                                "none",
                                "What answers requests that no ProxyPass takes; a ProxyPass that matches wins, so exclude the path"
                                        + " with ProxyPass /path !",
                                "SetHandler server-status"),
                        (statement, draft) -> draft.locations().current().handler = Optional.of(handler(statement))),
                new DirectiveRow(
                        "Require",
                        Set.of(Scope.LOCATION_SECTION),
                        Arity.ONE_OR_MORE,
                        new DirectiveRow.Description(
                                "all granted|all denied|local|ip address[/bits] ...|valid-user|user name ...",
                                "all granted",
                                "Which clients may ask; of several lines in a section one that admits the client is enough, and"
                                        + " without any everyone may",
                                "Require ip 10.0.0.0/8 192.168 2001:db8::/32"),
                        (statement, draft) -> draft.locations().current().grants.add(grant(statement))));
    }

    private static void section(Statement statement, ConfigDraft draft) throws BadArgument {
        draft.locations().sections.add(new Section(Places.parse(statement)));
    }

    /** Sections of this kind hold no others: a line within one belongs to the one that was opened last. */
    private Section current() {
        return sections.get(sections.size() - 1);
    }

    private static RequestHandler handler(Statement statement) throws BadArgument {
        String name = statement.argument();
        if (name.equalsIgnoreCase("none")) {
            return RequestHandler.NONE;
        }
        if (name.equals("server-status")) {
            return RequestHandler.SERVER_STATUS;
        }
        throw new BadArgument("SetHandler '" + name + "' is not supported yet: use server-status or none");
    }

    private static Grant grant(Statement statement) throws BadArgument {
        List<String> rest =
                statement.arguments().subList(1, statement.arguments().size());
        SourceLocation where = statement.where();
        return switch (statement.argument().toLowerCase(Locale.ROOT)) {
            case "all" -> all(where, rest);
            case "local" ->
                Grant.of(where, false, true, List.of(new AddressRange("127.0.0.0", 8), new AddressRange("::1", 128)));
            case "ip" -> Grant.of(where, false, false, ranges(rest));
            case "valid-user" -> new Grant(where, false, false, List.of(), true, List.of());
            case "user" -> new Grant(where, false, false, List.of(), false, users(rest));
            case "not" ->
                throw new BadArgument("negative Require directive has no effect in <RequireAny> directive: name those"
                        + " that may ask");
            default ->
                throw new BadArgument("Require " + statement.argument()
                        + " is not supported yet: use all granted, all denied, local, ip, valid-user or user");
        };
    }

    private static Grant all(SourceLocation where, List<String> rest) throws BadArgument {
        String word = String.join(" ", rest).toLowerCase(Locale.ROOT);
        if (!word.equals("granted") && !word.equals("denied")) {
            throw new BadArgument("Argument for 'Require all' must be 'granted' or 'denied'");
        }
        return Grant.of(where, word.equals("granted"), false, List.of());
    }

    private static List<String> users(List<String> names) throws BadArgument {
        if (names.isEmpty()) {
            throw new BadArgument("'require user' requires an argument");
        }
        return names;
    }

    private static List<AddressRange> ranges(List<String> texts) throws BadArgument {
        if (texts.isEmpty()) {
            throw new BadArgument("'require ip' requires an argument");
        }
        List<AddressRange> ranges = new ArrayList<>();
        for (String text : texts) {
            ranges.add(AddressRanges.parse(text));
        }
        return ranges;
    }

    /** Whether requests for this path are answered without a backend. */
    boolean answer(String path) {
        return sections.stream()
                .anyMatch(section -> section.path.equals(PathMatch.prefix(path))
                        && section.handler
                                .filter(RequestHandler.SERVER_STATUS::equals)
                                .isPresent());
    }

    /** How clients log in to the section that was opened last. */
    LoginDraft login() {
        return current().login;
    }

    PathRules resolve(List<HeaderSection> headers, List<RedirectRule> redirects, FilePaths paths, Problems problems) {
        List<HandlerRule> handlers = sections.stream()
                .flatMap(section -> section.handler.stream().map(handler -> new HandlerRule(section.path, handler)))
                .toList();
        List<AccessRule> accesses = sections.stream()
                .filter(section -> !section.grants.isEmpty())
                .map(Section::access)
                .toList();
        List<LoginSection> logins = sections.stream()
                .filter(section -> section.login.saysSomething())
                .map(section -> section.login.resolve(section.path, paths.serverRoot(), problems))
                .toList();
        checkLogins(logins, problems);
        return new PathRules(
                handlers, accesses, headers, redirects, logins, handlers.isEmpty() ? Path.of("") : paths.adminSocket());
    }

    /** Where nobody can log in, a Require that asks for it would keep everybody out. */
    private void checkLogins(List<LoginSection> logins, Problems problems) {
        boolean any = logins.stream().anyMatch(login -> login.type().equals(LoginSection.BASIC));
        sections.stream()
                .flatMap(section -> section.grants.stream())
                .filter(grant -> !any && (grant.anyUser() || !grant.users().isEmpty()))
                .forEach(grant -> problems.error(
                        grant.where(),
                        "Require asks for users, but no section says how they log in: set AuthType Basic, AuthName and"
                                + " AuthUserFile"));
    }
}
