package org.whippletree.config.directive;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.whippletree.config.DeflateRules;
import org.whippletree.config.FilterRef;
import org.whippletree.config.FilterRules;
import org.whippletree.config.FilterSection;
import org.whippletree.config.LoginSection;
import org.whippletree.config.PathMatch;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.SubstituteRule;
import org.whippletree.config.SubstituteRules;
import org.whippletree.config.TypedFilters;
import org.whippletree.config.directive.DirectiveEffects.Mapping;

/** What the directives on filters set. */
final class FilterMappings {
    private static final FilterRef DEFLATE = new FilterRef("DEFLATE", "");
    private static final FilterRef SUBSTITUTE = new FilterRef("SUBSTITUTE", "");

    private FilterMappings() {}

    static Map<String, Mapping> all() {
        return Map.of(
                "SetInputFilter",
                section(new FilterSection(PathMatch.every(), true, List.of(), false, List.of(), List.of())),
                "SetOutputFilter",
                section(new FilterSection(
                        PathMatch.every(), false, List.of(), true, List.of(SUBSTITUTE, DEFLATE), List.of())),
                "AddOutputFilterByType",
                section(new FilterSection(
                        PathMatch.every(),
                        false,
                        List.of(),
                        false,
                        List.of(),
                        List.of(new TypedFilters(List.of(DEFLATE), List.of("text/html", "text/css"))))),
                "FilterBufferSize",
                new Mapping(config -> rules(config).bufferSize(), FilterRules.USUAL_BUFFER_SIZE, 1 << 20),
                "DeflateCompressionLevel",
                new Mapping(config -> rules(config).deflate().level(), -1, 4),
                "DeflateAlterETag",
                new Mapping(
                        config -> rules(config).deflate().tag(), DeflateRules.Tag.ADD_SUFFIX, DeflateRules.Tag.REMOVE),
                "Substitute",
                section(new SubstituteRules(
                        List.of(new SubstituteRule("http://app.internal/", "/", true, false)), 0, 0)),
                "SubstituteMaxLineLength",
                section(new SubstituteRules(List.of(), 4 << 20, 0)),
                "SubstituteInheritBefore",
                section(new SubstituteRules(List.of(), 0, 1)));
    }

    private static Mapping section(SubstituteRules substitutes) {
        return section(
                new FilterSection(PathMatch.every(), false, List.of(), false, List.of(), List.of(), substitutes));
    }

    private static Mapping section(FilterSection section) {
        return new Mapping(
                FilterMappings::rules,
                FilterRules.none(),
                new FilterRules(List.of(section), DeflateRules.usual(), FilterRules.USUAL_BUFFER_SIZE, Path.of("")));
    }

    /** How clients log in. */
    static Map<String, Mapping> logins(Path folder) {
        return Map.of(
                "AuthType", login(LoginSection::type, "Basic"),
                "AuthName", login(LoginSection::name, "the accounts"),
                "AuthUserFile", login(LoginSection::userFile, folder.resolve("conf/users")),
                "AuthnCacheTimeout", login(LoginSection::cachedSeconds, 300));
    }

    private static Mapping login(Function<LoginSection, Object> part, Object after) {
        return new Mapping(
                config -> config.proxy().main().rules().logins().stream()
                        .map(part)
                        .toList(),
                List.of(),
                List.of(after));
    }

    private static FilterRules rules(ServerConfig config) {
        return config.proxy().main().options().filters();
    }
}
