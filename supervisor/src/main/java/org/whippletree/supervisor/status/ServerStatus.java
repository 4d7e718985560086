package org.whippletree.supervisor.status;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.whippletree.scoreboard.ChildId;
import org.whippletree.scoreboard.DetailRow;
import org.whippletree.scoreboard.LoadRow;
import org.whippletree.scoreboard.MemberLine;
import org.whippletree.scoreboard.ScoreboardSnapshot;

/**
 * The server at one moment: the supervisor's own knowledge joined with the rows of the scoreboard. Rows of a child that the
 * supervisor does not list are left out, so that the totals are always the sum of what is shown.
 *
 * @param server the server itself
 * @param children the children, by slot and then by generation
 * @param scoreboard the rows of those children
 * @param balancers the configured balancers
 * @param nowMillis the moment, since the epoch
 */
public record ServerStatus(
        ServerFacts server,
        List<ChildFacts> children,
        ScoreboardSnapshot scoreboard,
        List<BalancerFacts> balancers,
        long nowMillis) {
    public ServerStatus {
        children = children.stream()
                .sorted(Comparator.comparingInt(ChildFacts::slot).thenComparingInt(ChildFacts::generation))
                .toList();
        scoreboard = rowsOf(children, server.host(), scoreboard);
        balancers = List.copyOf(balancers);
    }

    /** The children with their rows, in order. */
    List<ChildStatus> rows() {
        return children.stream().map(this::row).toList();
    }

    /** The balancers with the numbers of their members summed over the children, in order. */
    List<BalancerStatus> balancerRows() {
        List<MemberLine> lines = scoreboard.details().stream()
                .flatMap(detail -> detail.members().stream())
                .toList();
        return balancers.stream()
                .map(balancer -> BalancerStatus.of(balancer, lines))
                .toList();
    }

    /** How long the supervisor has run. */
    long uptimeSeconds() {
        return Math.max(0, (nowMillis - server.startedAtMillis()) / 1000);
    }

    /** A number summed over all children. */
    long sum(ToLongFunction<LoadRow> number) {
        return scoreboard.load().stream().mapToLong(number).sum();
    }

    private ChildStatus row(ChildFacts facts) {
        ChildId id = id(facts, server.host());
        Optional<LoadRow> load =
                scoreboard.load().stream().filter(row -> row.id().equals(id)).findFirst();
        Optional<DetailRow> detail =
                scoreboard.details().stream().filter(row -> row.id().equals(id)).findFirst();
        return ChildStatus.of(facts, load, detail, server);
    }

    private static ScoreboardSnapshot rowsOf(List<ChildFacts> children, String host, ScoreboardSnapshot all) {
        Set<ChildId> known = children.stream().map(facts -> id(facts, host)).collect(Collectors.toUnmodifiableSet());
        return new ScoreboardSnapshot(
                all.load().stream().filter(row -> known.contains(row.id())).toList(),
                all.details().stream().filter(row -> known.contains(row.id())).toList());
    }

    private static ChildId id(ChildFacts facts, String host) {
        return new ChildId(host, facts.slot(), facts.generation());
    }
}
