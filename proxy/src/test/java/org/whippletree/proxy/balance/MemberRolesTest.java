package org.whippletree.proxy.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.BalancerMethod;
import org.whippletree.config.ConnectionRules;
import org.whippletree.config.FailoverRules;
import org.whippletree.config.MemberFlag;
import org.whippletree.config.MemberRole;

/** Sets, spares, standbys and methods of a balancer, as in httpd. */
class MemberRolesTest {
    private static final FailoverRules NO_RECOVERY = new FailoverRules(Duration.ZERO, Set.of(), false, false, false);

    private final List<BackendConfig> configs = new ArrayList<>();
    private BalancerMethod method = BalancerMethod.BYREQUESTS;
    private FailoverRules failover = FailoverRules.usual();
    private Balancer balancer;
    private long nowNanos = -3;

    private MemberRolesTest member(int set, MemberFlag... flags) {
        return weighted(1, set, flags);
    }

    private MemberRolesTest weighted(double factor, int set, MemberFlag... flags) {
        Duration second = Duration.ofSeconds(1);
        configs.add(new BackendConfig(
                "h",
                1 + configs.size(),
                "",
                factor,
                second,
                second,
                Duration.ofSeconds(60),
                4,
                second,
                false,
                "",
                ConnectionRules.usual(),
                new MemberRole(set, Set.of(flags))));
        return this;
    }

    private Balancer balancer() {
        if (balancer == null) {
            balancer = new Balancer(new BalancerConfig("b", method, 9, configs, failover));
        }
        return balancer;
    }

    private Member get(int index) {
        return balancer().members().get(index);
    }

    private String choices(int count) {
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < count; i++) {
            order.append(balancer()
                    .choose(nowNanos, Set.of())
                    .map(member -> "abcd".charAt(balancer().members().indexOf(member)))
                    .orElse('-'));
        }
        return order.toString();
    }

    @Test
    void aHigherSetIsAskedWhileNoneOfALowerOneIsUsable() {
        member(1).member(0).member(0);

        assertEquals("bcbc", choices(4));
        get(1).failed(nowNanos);
        assertEquals("ccc", choices(3));
        get(2).failed(nowNanos);
        assertEquals("aaa", choices(3));
    }

    @Test
    void membersThatAreDisabledStoppedDrainingOrFailedByAHealthCheckAreLeftOut() {
        member(0, MemberFlag.DISABLED)
                .member(0, MemberFlag.STOPPED)
                .member(0, MemberFlag.DRAINING)
                .member(0, MemberFlag.CHECK_FAILED);

        assertEquals("--", choices(2));
        assertEquals("Dis Ok", get(0).stateWord());
        assertEquals("Drn Ok", get(2).stateWord());
    }

    @Test
    void aSpareStandsInForEachMemberThatIsMissing() {
        member(0).member(0).member(0, MemberFlag.HOT_SPARE).member(0, MemberFlag.HOT_SPARE);

        assertEquals("abab", choices(4));
        get(0).failed(nowNanos);
        String withOne = choices(6);
        assertTrue(withOne.contains("b") && withOne.contains("c") && !withOne.contains("d"), withOne);
        get(1).failed(nowNanos);
        String withTwo = choices(6);
        assertTrue(withTwo.contains("c") && withTwo.contains("d"), withTwo);
    }

    @Test
    void aStandbyServesWhileNobodyElseDoes() {
        member(0).member(0, MemberFlag.HOT_STANDBY).member(0, MemberFlag.HOT_SPARE);

        assertEquals("aa", choices(2));
        get(0).failed(nowNanos);
        assertEquals("cc", choices(2));
        get(2).failed(nowNanos);
        assertEquals("bb", choices(2));
    }

    @Test
    void aMemberThatBeginsInErrorIsTriedAfterItsRetryTime() {
        member(0, MemberFlag.IN_ERROR).member(0);

        assertEquals("bb", choices(2));
        nowNanos += TimeUnit.SECONDS.toNanos(60);
        assertTrue(choices(2).contains("a"));
    }

    @Test
    void withoutForceRecoveryAllStayInErrorForTheirRetryTime() {
        failover = NO_RECOVERY;
        member(0).member(0);
        get(0).failed(nowNanos);
        get(1).failed(nowNanos);

        assertEquals("--", choices(2));
        nowNanos += TimeUnit.SECONDS.toNanos(60);
        assertEquals("ab", choices(2));
    }

    @Test
    void aFullMemberStaysInUseAndIsToldOfOnce() {
        member(0);

        assertTrue(get(0).full());
        assertFalse(get(0).full());
        assertEquals("aa", choices(2));
        assertEquals("Ok", get(0).stateWord());
    }

    @Test
    void byBusynessTheMemberWithTheFewestRequestsIsChosenAndTiesGoInTurn() {
        method = BalancerMethod.BYBUSYNESS;
        member(0).member(0);

        assertEquals("abab", choices(4));
        get(0).requestStarted();
        assertEquals("bbb", choices(3));
        get(0).requestEnded();
        assertTrue(choices(2).contains("a"));
    }

    @Test
    void byTrafficTheMemberWithTheFewestBytesForItsFactorIsChosen() {
        method = BalancerMethod.BYTRAFFIC;
        weighted(2, 0).member(0);
        get(0).moved(150);
        get(1).moved(100);

        assertEquals("aa", choices(2));
        get(0).moved(51);
        assertEquals("bb", choices(2));
    }
}
