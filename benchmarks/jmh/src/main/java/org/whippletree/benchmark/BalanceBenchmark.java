package org.whippletree.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.BalancerMethod;
import org.whippletree.config.FailoverRules;
import org.whippletree.config.Route;
import org.whippletree.config.StickySessions;
import org.whippletree.proxy.balance.Balancer;
import org.whippletree.proxy.balance.Member;
import org.whippletree.proxy.balance.RouteTable;
import org.whippletree.proxy.balance.RoutedPath;
import org.whippletree.proxy.http.RequestTarget;

/** The way of a path to a member. */
@State(Scope.Thread)
public class BalanceBenchmark {
    private static final List<String> COOKIES = List.of("a=b; SID=0123456789.c");

    private final RouteTable routes =
            new RouteTable(List.of(Route.exclusion("/not-ours"), new Route("/", false, "b", "/", false)));
    private final Balancer one = balancer(1, StickySessions.none());
    private final Balancer four = balancer(4, StickySessions.none());
    private final Balancer sticky = balancer(
            4, new StickySessions("SID", "sid", ".", false, List.of("a", "b", "c", "d"), List.of("", "", "", "")));

    private static Balancer balancer(int count, StickySessions sessions) {
        Duration second = Duration.ofSeconds(1);
        List<BackendConfig> members = IntStream.rangeClosed(1, count)
                .mapToObj(port -> new BackendConfig("h", port, "", 1, second, second, second, 1, second, false, ""))
                .toList();
        return new Balancer(new BalancerConfig(
                "b", BalancerMethod.BYREQUESTS, count - 1, members, FailoverRules.usual(), sessions));
    }

    @Benchmark
    public Optional<RequestTarget> target() {
        return RequestTarget.parse("/shop/cart");
    }

    @Benchmark
    public Optional<RoutedPath> route() {
        return routes.find("/shop/cart");
    }

    @Benchmark
    public Optional<Member> choiceOfOne() {
        return one.choose("", 7, Set.of());
    }

    @Benchmark
    public Optional<Member> choiceOfFour() {
        return four.choose("", 7, Set.of());
    }

    @Benchmark
    public Optional<Member> choiceForSession() {
        return sticky.choose(sticky.sessionRoute("/shop?a=b", COOKIES), 7, Set.of());
    }
}
