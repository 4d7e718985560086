package org.whippletree.supervisor.status;

import java.util.List;
import java.util.stream.Collectors;
import org.whippletree.scoreboard.MemberLine;

/**
 * A balancer as a status page shows it.
 *
 * @param name as the configuration names it
 * @param members in file order
 */
record BalancerStatus(String name, List<Member> members) {
    /**
     * A member with its numbers over all children.
     *
     * @param state as the children see it; where they differ, each view once
     * @param busy requests that it is answering now
     * @param requests requests given to it
     * @param errors requests that failed at it
     */
    record Member(String url, String state, int busy, long requests, long errors) {}

    /** Whether it stands for a single backend that a route names directly. */
    boolean plainBackend() {
        return members.size() == 1 && members.get(0).url().equals(name);
    }

    /** As a directive names it. */
    String uri() {
        return name.contains("://") ? name : "balancer://" + name;
    }

    static BalancerStatus of(BalancerFacts facts, List<MemberLine> lines) {
        return new BalancerStatus(
                facts.name(),
                facts.memberUrls().stream()
                        .map(url -> member(
                                url,
                                lines.stream()
                                        .filter(line -> line.balancer().equals(facts.name())
                                                && line.url().equals(url))
                                        .toList()))
                        .toList());
    }

    private static Member member(String url, List<MemberLine> views) {
        String state = views.stream().map(MemberLine::state).distinct().sorted().collect(Collectors.joining("/"));
        return new Member(
                url,
                state.isEmpty() ? "unknown" : state,
                views.stream().mapToInt(MemberLine::busy).sum(),
                views.stream().mapToLong(MemberLine::requests).sum(),
                views.stream().mapToLong(MemberLine::errors).sum());
    }
}
