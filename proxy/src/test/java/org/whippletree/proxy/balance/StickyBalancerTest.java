package org.whippletree.proxy.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.BalancerMethod;
import org.whippletree.config.FailoverRules;
import org.whippletree.config.StickySessions;

class StickyBalancerTest {
    private static final long NOW = 7;

    private static Balancer balancer(boolean noFailover) {
        Duration second = Duration.ofSeconds(1);
        List<BackendConfig> members = Stream.of(1, 2, 3)
                .map(port -> new BackendConfig("h", port, "", 1, second, second, second, 1, second, false, ""))
                .toList();
        return new Balancer(new BalancerConfig(
                "b",
                BalancerMethod.BYREQUESTS,
                2,
                members,
                new FailoverRules(Duration.ZERO, Set.of(), false, true, noFailover),
                new StickySessions("SID", "sid", ".", false, List.of("a", "b", ""), List.of("", "a", ""))));
    }

    private static String choice(Balancer balancer, String route, Set<Member> tried) {
        return balancer.choose(route, NOW, tried)
                .map(member ->
                        "123".substring(balancer.members().indexOf(member)).substring(0, 1))
                .orElse("none");
    }

    @Test
    void aSessionStaysWithItsMember() {
        Balancer balancer = balancer(false);

        assertEquals("2", choice(balancer, "b", Set.of()));
        assertEquals("2", choice(balancer, "b", Set.of()));
        assertEquals("1", choice(balancer, "a", Set.of()));
    }

    @Test
    void whatSessionsBringIsMadeUpForByOthers() {
        Balancer balancer = balancer(false);
        choice(balancer, "b", Set.of());
        choice(balancer, "b", Set.of());

        assertEquals("1", choice(balancer, "", Set.of()));
        assertEquals("3", choice(balancer, "", Set.of()));
        assertEquals("1", choice(balancer, "", Set.of()));
    }

    @Test
    void theRouteInItsPlaceIsTakenWhileAMemberCannotBeReached() {
        Balancer balancer = balancer(true);
        balancer.members().get(1).failed(NOW);

        assertEquals("1", choice(balancer, "b", Set.of()));
    }

    @Test
    void anotherMemberTakesASessionUnlessThatIsForbidden() {
        Balancer forgiving = balancer(false);
        forgiving.members().get(0).failed(NOW);
        Balancer strict = balancer(true);
        strict.members().get(0).failed(NOW);

        assertEquals("2", choice(forgiving, "a", Set.of()));
        assertEquals("none", choice(strict, "a", Set.of()));
    }

    @Test
    void aMemberThatHasFailedTheRequestIsNotAskedAgain() {
        Balancer balancer = balancer(false);

        assertEquals("1", choice(balancer, "b", Set.of(balancer.members().get(1))));
    }

    @Test
    void aRouteThatNoMemberHasMeansAnyMember() {
        assertEquals("1", choice(balancer(true), "gone", Set.of()));
    }
}
