package org.whippletree.proxy.balance;

import static org.whippletree.testkit.Allocations.assertAtMost;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.BalancerMethod;
import org.whippletree.config.FailoverRules;
import org.whippletree.config.Route;
import org.whippletree.config.StickySessions;

class BalanceAllocationTest {
    private static final int OPTIONAL = 16;
    private static final int ITERATOR = 32;

    /** With up to eight letters. */
    private static final int SHORT_STRING = 48;

    private static final int CALLBACK = 24;

    private static final StickySessions SESSIONS =
            new StickySessions("SID", "sid", ".", false, List.of("a", "b", "c", "d"), List.of("", "", "", ""));

    private static Balancer balancer(int count, StickySessions sessions) {
        Duration second = Duration.ofSeconds(1);
        List<BackendConfig> members = IntStream.rangeClosed(1, count)
                .mapToObj(port -> new BackendConfig("h", port, "", 1, second, second, second, 1, second, false, ""))
                .toList();
        return new Balancer(new BalancerConfig(
                "b", BalancerMethod.BYREQUESTS, count - 1, members, FailoverRules.usual(), sessions));
    }

    private static Runnable choice(int members) {
        Balancer balancer = balancer(members, StickySessions.none());
        return () -> balancer.choose("", 7, Set.of());
    }

    @Test
    void aChoiceAllocatesItsResultAndALookThroughTheMembers() {
        assertAtMost(OPTIONAL + 3 * ITERATOR, choice(1));
        assertAtMost(OPTIONAL + 3 * ITERATOR, choice(4));
    }

    @Test
    void aChoiceForASessionAllocatesItsRouteBesides() {
        Balancer balancer = balancer(4, SESSIONS);
        List<String> cookies = List.of("a=b; SID=0123456789.c");

        int session = SHORT_STRING + 8;
        assertAtMost(
                session + SHORT_STRING + OPTIONAL + 2 * ITERATOR + CALLBACK,
                () -> balancer.choose(balancer.sessionRoute("/shop?a=b", cookies), 7, Set.of()));
    }

    @Test
    void aRouteThatKeepsThePathAllocatesNoOtherPath() {
        RouteTable routes =
                new RouteTable(List.of(Route.exclusion("/not-ours"), new Route("/", false, "b", "/", false)));

        int routedPath = 24;
        assertAtMost(ITERATOR + 2 * OPTIONAL + routedPath, () -> routes.find("/shop/cart"));
    }
}
