package org.whippletree.proxy.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whippletree.config.Route;
import org.whippletree.proxy.path.PathPrefix;

class RouteTableTest {
    private static Route route(String path, String target) {
        return new Route(path, false, "b", target, false);
    }

    private static String mapped(RouteTable table, String path) {
        return table.find(path).map(RoutedPath::path).orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "/app, /app, 4",
        "/app, /app/x, 4",
        "/app, /application, -1",
        "/app, /ap, -1",
        "/app/, /app, -1",
        "/app/, /app/x, 5",
        "/app, /App, -1",
        "/, /, 1",
        "/, /x, 1",
        "/, *, -1",
        "/app, //app/x, 5",
        "/app/x, /app//x, 7",
        "//app, /app, 4",
        "/app/, /app///x, 7"
    })
    void aPrefixEndsWhereASegmentEnds(String prefix, String path, int expected) {
        assertEquals(expected, PathPrefix.matchedLength(prefix, path));
    }

    @Test
    void theFirstMatchWins() {
        RouteTable table =
                new RouteTable(List.of(route("/a/b", "/one"), route("/a", "/two"), route("/a/b/c", "/three")));

        assertEquals("/one/c", mapped(table, "/a/b/c"));
        assertEquals("/two/x", mapped(table, "/a/x"));
        assertEquals("none", mapped(table, "/x"));
    }

    @Test
    void anExclusionTakesItsPathsOut() {
        RouteTable table = new RouteTable(List.of(Route.exclusion("/a/private"), route("/a", "/b")));

        assertTrue(table.find("/a/private/x").isEmpty());
        assertTrue(table.find("/a//private").isEmpty());
        assertEquals("/b/privates", mapped(table, "/a/privates"));
    }

    @Test
    void theMappedPathBeginsWithASlash() {
        assertEquals("/x", mapped(new RouteTable(List.of(route("/app/", ""))), "/app/x"));
    }

    @Test
    void nothingIsLeftOfABarePrefix() {
        assertEquals("", mapped(new RouteTable(List.of(route("/app", ""))), "/app"));
        assertEquals("/b", mapped(new RouteTable(List.of(route("/a", "/b"))), "/a"));
    }

    private static Route pattern(String pattern, String target) {
        return new Route(pattern, true, target.equals("!"), "b", target, false);
    }

    @ParameterizedTest
    @CsvSource({
        "^/pictures/(.*[.]png)$, /img/$1, /pictures/a/b.png, /img/a/b.png",
        "^/pictures/(.*[.]png)$, /img/$1, //pictures//a.png, /img/a.png",
        "^/pictures/(.*[.]png)$, /img/$1, /pictures/a.gif, none",
        "^/([a-z]+)/(.*)$, /$2/$1, /x/y, /y/x",
        "[.]gif$, '', /a.gif, /a.gif",
        "[.]gif$, /img, /a.gif, /img/a.gif",
        "^/a(.*)$, $1, /ab, /b",
        "^/a(.*)$, '/x/$1', /a.., none",
        "^/a(.*)$, '/x$1/y', /a/..z, /x/..z/y",
    })
    void aPatternSaysWhatItsBackendIsAskedFor(String pattern, String target, String path, String asked) {
        assertEquals(asked, mapped(new RouteTable(List.of(pattern(pattern, target))), path));
    }

    @Test
    void patternsAndPrefixesTakeTurnsInFileOrder() {
        RouteTable table = new RouteTable(
                List.of(pattern("[.]jsp$", "!"), route("/a", "/prefix"), pattern("^/a/(.*)$", "/pattern/$1")));

        assertEquals("none", mapped(table, "/a/x.jsp"));
        assertEquals("/prefix/x", mapped(table, "/a/x"));
    }
}
