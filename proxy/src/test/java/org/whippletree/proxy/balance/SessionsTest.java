package org.whippletree.proxy.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whippletree.config.StickySessions;

class SessionsTest {
    private static String route(String separator, boolean semicolonEnds, String address, String... cookies) {
        return new Sessions(new StickySessions("SID", "sid", separator, semicolonEnds, List.of(), List.of()))
                .route(address, List.of(cookies));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "SID=1.a, a",
                "x=y; SID=1.a; z=w, a",
                "XSID=1.b; SID=1.a, a",
                "SIDX=1.b; SID =1.a.c, a.c",
                "SID=1, none",
                "SID=, none",
                "SID, none"
            })
    void findsTheRouteInACookie(String cookie, String route) {
        assertEquals(route == null ? "" : route, route(".", false, "/", cookie));
    }

    @Test
    void looksIntoEveryCookieField() {
        assertEquals("a", route(".", false, "/", "x=y", "SID=1.a"));
    }

    @ParameterizedTest
    @CsvSource({"/x;sid=1.a, a", "/x;sid=1.a?y, a", "/x?z=1&sid=1.a&y, a", "/x;sid=1.a;y, a;y"})
    void findsTheRouteInTheAddress(String address, String route) {
        assertEquals(route, route(".", false, address));
    }

    @Test
    void aSemicolonEndsTheRouteIfItIsToldSo() {
        assertEquals("a", route(".", true, "/x;sid=1.a;y"));
    }

    @Test
    void theAddressComesBeforeTheCookie() {
        assertEquals("a", route(".", false, "/x;sid=1.a", "SID=1.b"));
    }

    @Test
    void theWholeValueIsTheRouteWithoutASeparator() {
        assertEquals("1.a", route("", false, "/", "SID=1.a"));
        assertEquals("a", route(":", false, "/", "SID=1.2:a"));
    }

    @Test
    void findsNothingUnlessAsked() {
        assertEquals("", new Sessions(StickySessions.none()).route("/x;sid=1.a", List.of("SID=1.a", "=1.a")));
    }
}
