package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whippletree.config.StickySessions;

class StickyDraftTest {
    @TempDir
    private Path folder;

    private StickySessions sessions(String parameters) throws IOException {
        return new ConfigText(folder)
                .config(
                        "Listen 80",
                        "BalancerMember balancer://app http://a route=1",
                        "BalancerMember balancer://app http://b redirect=1",
                        "ProxyPass / balancer://app/ " + parameters)
                .proxy()
                .balancers()
                .get(0)
                .sessions();
    }

    @Test
    void oneNameIsThatOfCookieAndParameter() throws IOException {
        assertEquals(
                new StickySessions("SID", "SID", ".", false, List.of("1", ""), List.of("", "1")),
                sessions("stickysession=SID"));
    }

    @Test
    void readsEveryParameterOfSessions() throws IOException {
        assertEquals(
                new StickySessions("SID", "sid", ":", true, List.of("1", ""), List.of("", "1")),
                sessions("stickysession=SID|sid stickysessionsep=: scolonpathdelim=On nofailover=on"));
        assertEquals("", sessions("stickysession=SID stickysessionsep=Off").separator());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "stickysession=!stickysession '' names no cookie: expected NAME or COOKIE|PATHNAME",
                "stickysession=a|!stickysession 'a|' names no cookie: expected NAME or COOKIE|PATHNAME",
                "stickysessionsep=ab!stickysessionsep must be a single character or Off, not 'ab'",
                "nofailover=maybe!nofailover must be On|Off, not 'maybe'"
            })
    void saysWhatIsWrong(String parameter, String message) throws IOException {
        assertEquals(
                List.of("3: " + message),
                new ConfigText(folder)
                        .messages(
                                "Listen 80",
                                "BalancerMember balancer://app http://a",
                                "ProxyPass / balancer://app/ " + parameter));
    }
}
