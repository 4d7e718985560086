package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whippletree.config.AccessRule;
import org.whippletree.config.HostConfig;
import org.whippletree.config.PathMatch;
import org.whippletree.config.ReverseMapping;
import org.whippletree.config.Route;

/** ProxyPassMatch, LocationMatch, routes within sections, and what their messages carry. */
class RoutePatternsTest {
    @TempDir
    private Path folder;

    private HostConfig host(String... lines) throws IOException {
        return new ConfigText(folder)
                .config("Listen 80", String.join("\n", lines))
                .proxy()
                .main();
    }

    @ParameterizedTest
    @CsvSource({
        "http://h:81/img/$1, http://h:81/img, /$1",
        "http://h:81/img$1, http://h:81, /img$1",
        "http://h:81$1, http://h:81, $1",
        "http://h:81/a/b-$1/c$2, http://h:81/a, /b-$1/c$2",
        "http://h:81/a/, http://h:81/a, /",
        "http://h:81, http://h:81, ''",
    })
    void haveATargetWithPlacesForGroups(String url, String balancer, String target) throws IOException {
        assertEquals(
                List.of(new Route("^/x/(.)(.)$", true, false, balancer, target, false)),
                host("ProxyPassMatch ^/x/(.)(.)$ " + url).routes());
    }

    @Test
    void leadToABalancerToo() throws IOException {
        assertEquals(
                List.of(
                        new Route("^/x/private", true, true, "", "", false),
                        new Route("^/x(/.*)$", true, false, "app", "/y$1", false)),
                host(
                                "ProxyPassMatch ^/x/private !",
                                "ProxyPassMatch ^/x(/.*)$ balancer://app/y$1 nocanon",
                                "<Proxy balancer://app>",
                                "BalancerMember http://127.0.0.1:9001",
                                "</Proxy>")
                        .routes());
    }

    @Test
    void comeFirstWithinSectionsAndTheLastBeforeTheOthers() throws IOException {
        HostConfig host = host(
                "ProxyPass /a/b http://h:1/",
                "<Location /a>",
                "ProxyPass http://h:2/ max=3",
                "ProxyPassReverse http://h:2/",
                "</Location>",
                "<LocationMatch \"^/(c|d)/\">",
                "ProxyPassMatch http://h:3",
                "</LocationMatch>");

        assertEquals(
                List.of("^/(c|d)/", "/a", "/a/b"),
                host.routes().stream().map(Route::path).toList());
        assertEquals(List.of(new ReverseMapping("/a", "http://h:2/")), host.reverseMappings());
    }

    @Test
    void keepThisServersEntryInVia() throws IOException {
        assertEquals(
                List.of("2: warning: ProxyVia Off is taken for On: a proxy adds its entry (RFC 9110, 7.6.3)"),
                new ConfigText(folder).messages("Listen 80", "ProxyVia Off"));
        assertEquals(
                List.of("2: ProxyVia must be one of: off | on | full | block, not 'some'"),
                new ConfigText(folder).messages("Listen 80", "ProxyVia some"));
    }

    @Test
    void mayBePatternsOfLocations() throws IOException {
        assertEquals(
                List.of(
                        new AccessRule(new PathMatch("^/a/[0-9]+$", true), false, false, List.of()),
                        new AccessRule(new PathMatch("b$", true), false, false, List.of()),
                        new AccessRule("/c", false, false, List.of())),
                host(
                                "<LocationMatch ^/a/[0-9]+$>",
                                "Require all denied",
                                "</LocationMatch>",
                                "<Location ~ \"b$\">",
                                "Require all denied",
                                "</Location>",
                                "<Location /c>",
                                "Require all denied",
                                "</Location>")
                        .rules()
                        .accesses());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ProxyPassMatch ^/( http://h/ | Regular expression '^/(' could not be compiled: Unclosed group",
                "ProxyPassMatch ^/x http://h/$1?a=b | Unable to parse URL 'http://h/$1?a=b': a path holds no query, fragment or blank",
                "ProxyPassMatch ^/x | ProxyPassMatch requires at least two arguments outside of a Location: a path, and what serves it",
                "ProxyPass x http://h/ | ProxyPass path 'x' must begin with a slash",
                "ProxyPassReverse /x | ProxyPassReverse takes a path and a URL, and within a <Location /path> a URL alone",
                "ProxyPass /x http://h/ interpolate | 'interpolate' is not supported yet: remove it",
            })
    void areRefusedIfNothingCanComeOfThem(String line, String message) throws IOException {
        assertEquals(List.of("2: " + message), new ConfigText(folder).messages("Listen 80", line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Location /x> | ProxyPass /y http://h/ | 3: ProxyPass can not have a path when defined in a location.",
                "<LocationMatch ^/x> | ProxyPassReverse http://h/ | 3: ProxyPassReverse takes a path and a URL, and within a <Location /path> a URL alone",
            })
    void areRefusedWithinSectionsThatDoNotFit(String section, String line, String message) throws IOException {
        String end = "</" + section.substring(1).split(" ")[0] + ">";
        assertEquals(List.of(message), new ConfigText(folder).messages("Listen 80", section, line, end));
    }
}
