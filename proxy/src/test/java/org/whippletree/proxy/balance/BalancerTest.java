package org.whippletree.proxy.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.BalancerMethod;

class BalancerTest {
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(60);

    private long nowNanos = -5;

    private static Balancer balancer(boolean ignoresErrors, double... loadFactors) {
        List<BackendConfig> members = Arrays.stream(loadFactors)
                .mapToObj(factor -> new BackendConfig(
                        "h",
                        1 + (int) factor,
                        "",
                        factor,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(60),
                        4,
                        Duration.ZERO,
                        ignoresErrors,
                        ""))
                .toList();
        return new Balancer(new BalancerConfig("b", BalancerMethod.BYREQUESTS, members.size() - 1, members));
    }

    private String choices(Balancer balancer, int count) {
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < count; i++) {
            order.append(balancer.choose(nowNanos, Set.of())
                    .map(member -> "abc".charAt(balancer.members().indexOf(member)))
                    .orElse('-'));
        }
        return order.toString();
    }

    @Test
    void spreadsTheShareOfAHeavyMember() {
        assertEquals("aabacaaaabacaa", choices(balancer(false, 5, 1, 1), 14));
    }

    @Test
    void dealsEqualMembersInTurn() {
        assertEquals("abcabc", choices(balancer(false, 1, 1, 1), 6));
    }

    @Test
    void aFractionOfALoadFactorCounts() {
        String order = choices(balancer(false, 1.5, 1), 50);

        assertEquals(30, order.chars().filter(c -> c == 'a').count());
    }

    @Test
    void leavesAFailedMemberAloneForItsRetryTime() {
        Balancer balancer = balancer(false, 1, 1);
        balancer.members().get(0).failed(nowNanos);

        nowNanos += RETRY_NANOS - 1;
        assertEquals("bbb", choices(balancer, 3));

        nowNanos += 1;
        assertTrue(choices(balancer, 3).contains("a"));
    }

    @Test
    void aMemberThatAnswersIsBackAtOnce() {
        Balancer balancer = balancer(false, 1, 1);
        balancer.members().get(0).failed(nowNanos);
        balancer.members().get(0).succeeded(nowNanos);

        assertTrue(choices(balancer, 2).contains("a"));
        assertEquals("Ok", balancer.members().get(0).stateWord());
    }

    @Test
    void aMemberThatFailedByItsAnswersIsLeftAloneWhoeverStillGetsThrough() {
        Balancer balancer = balancer(false, 1, 1);
        Member failing = balancer.members().get(0);
        failing.failedByAnswer(nowNanos);
        nowNanos += RETRY_NANOS - 1;
        failing.succeeded(nowNanos);
        assertEquals("Err", failing.stateWord());
        assertEquals("bbb", choices(balancer, 3));

        nowNanos += 1;
        assertTrue(choices(balancer, 3).contains("a"));
        failing.succeeded(nowNanos);
        assertEquals("Ok", failing.stateWord());
    }

    @Test
    void forgivesAllAtOnceWhenAllHaveFailed() {
        Balancer balancer = balancer(false, 1, 1);
        balancer.members().forEach(member -> member.failed(nowNanos));
        assertEquals("Err", balancer.members().get(0).stateWord());

        assertEquals("ab", choices(balancer, 2));
    }

    @Test
    void doesNotForgiveWithinOneRequest() {
        Balancer balancer = balancer(false, 1, 1);
        Member tried = balancer.members().get(0);
        balancer.members().forEach(member -> member.failed(nowNanos));

        assertTrue(balancer.choose(nowNanos, Set.of(tried)).isEmpty());
    }

    @Test
    void givesNoMemberTwiceToOneRequest() {
        Balancer balancer = balancer(false, 5, 1);
        Member heavy = balancer.members().get(0);

        for (int i = 0; i < 3; i++) {
            assertEquals(
                    balancer.members().get(1),
                    balancer.choose(nowNanos, Set.of(heavy)).orElseThrow());
        }
        assertTrue(balancer.choose(nowNanos, Set.copyOf(balancer.members())).isEmpty());
    }

    @Test
    void aMemberThatIgnoresErrorsStaysInUse() {
        Balancer balancer = balancer(true, 1, 1);
        balancer.members().get(0).failed(nowNanos);

        assertEquals("abab", choices(balancer, 4));
    }

    @Test
    void countsWhatAMemberDoes() {
        Member member = balancer(false, 1).members().get(0);
        member.requestStarted();
        member.requestStarted();
        member.requestEnded();
        member.failedRequest();
        member.failed(nowNanos);

        assertEquals(1, member.busy());
        assertEquals(2, member.requests());
        assertEquals(2, member.errors());
    }
}
