package org.whippletree.proxy.exchange;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.whippletree.proxy.balance.Balancer;
import org.whippletree.proxy.balance.Member;
import org.whippletree.proxy.identity.ProxyHeader;
import org.whippletree.proxy.time.Timer;
import org.whippletree.proxy.upstream.Borrower;
import org.whippletree.proxy.upstream.Claim;
import org.whippletree.proxy.upstream.KeptChoice;
import org.whippletree.proxy.upstream.UpstreamConnection;

/**
 * One exchange's way to a connection: a member is chosen, its pool is asked, and the next member takes the place of one that cannot be
 * reached or has no connection free. Owned by the event loop.
 */
final class BackendSearch implements Borrower {
    /** How often a request looks for a member while none is usable, within the balancer's timeout. */
    private static final int LOOKS = 100;

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);

    /** Who the search is for. */
    interface Seeker {
        /** It has a connection, and has to say who receives its answers. */
        void found(UpstreamConnection connection);

        /** There is none. */
        void fail(ProxyFailure failure, String reason);
    }

    private enum State {
        IDLE,
        NO_MEMBER_USABLE,
        IN_LINE,
        CONNECTING,
        FOUND,
        OVER
    }

    private final DataPath path;
    private final Downstream client;
    private final RequestWay asking;
    private final Seeker seeker;
    private final MemberTrials trials;
    private final Timer timer;
    private State state = State.IDLE;
    private Member member;
    private Claim claim;
    private long beganNanos;

    /**
     * @param client told which member is asked
     * @param asking knows which kept connections may carry the request
     */
    BackendSearch(DataPath path, ForwardedRequest request, Downstream client, RequestWay asking, Seeker seeker) {
        this.path = path;
        this.client = client;
        this.asking = asking;
        this.seeker = seeker;
        Balancer balancer = path.balancer(request.balancer());
        this.trials = new MemberTrials(balancer, request.sessionRoute(balancer));
        this.timer = path.deadlines.timer(this::timedOut);
    }

    void begin() {
        beganNanos = path.deadlines.nowNanos();
        chooseMember();
    }

    /** The member of the connection that was found, or that is asked now. */
    Member member() {
        return member;
    }

    /** The connection has ended before it answered: another one to the same member is wanted, used by nobody yet. */
    void replace() {
        claim = path.pool(member).claimFor(this);
        become(State.IN_LINE);
        claim.lodgeForFresh();
        awaitConnection();
    }

    /** The connection shows that the member cannot serve: another member is wanted. */
    void passOver(String reason) {
        trials.unreachable(path.deadlines.nowNanos(), reason);
        chooseMember();
    }

    private void chooseMember() {
        Optional<Member> chosen = trials.next(path.deadlines.nowNanos());
        if (chosen.isPresent()) {
            member = chosen.get();
            tellMember();
            claim = path.pool(member).claimFor(this);
            become(State.IN_LINE);
            claim.lodge();
            awaitConnection();
        } else if (mayWait()) {
            become(State.NO_MEMBER_USABLE);
            Duration pause = trials.balancer().failover().timeout().dividedBy(LOOKS);
            timer.start(pause.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : pause);
        } else {
            become(State.OVER);
            seeker.fail(trials.failure(), noMember());
        }
    }

    private void tellMember() {
        client.asking(member.config());
        if (client.notes().read()) {
            client.notes().elected(trials.election(member));
        }
    }

    private String noMember() {
        String why = trials.begun() ? " is left to be tried" : " is usable";
        return "no member of " + trials.balancer().name() + why;
    }

    private boolean mayWait() {
        long patienceNanos = trials.balancer().failover().timeout().toNanos();
        return !trials.begun() && path.deadlines.nowNanos() - beganNanos < patienceNanos;
    }

    private void awaitConnection() {
        if (state == State.IN_LINE) {
            timer.start(acquire());
        }
    }

    private Duration acquire() {
        Duration acquire = member.config().connections().acquire();
        return acquire.isZero() ? member.config().timeout() : acquire;
    }

    @Override
    public void connecting() {
        become(State.CONNECTING);
        timer.start(member.config().connectTimeout());
    }

    @Override
    public void connected(UpstreamConnection connection) {
        timer.stop();
        become(State.FOUND);
        member.succeeded(path.deadlines.nowNanos());
        seeker.found(connection);
    }

    @Override
    public void connectFailed(String reason) {
        timer.stop();
        passOver(reason);
    }

    @Override
    public KeptChoice keptChoice() {
        return asking.keptChoice();
    }

    @Override
    public ProxyHeader introduction() {
        return client.introduction();
    }

    private void timedOut() {
        switch (state) {
            case NO_MEMBER_USABLE -> chooseMember();
            case IN_LINE -> {
                claim.withdraw();
                trials.full("no connection is free for " + acquire().toMillis() + " ms; all "
                        + member.config().maxConnections() + " are in use");
                chooseMember();
            }
            case CONNECTING -> {
                claim.withdraw();
                passOver("no connection within "
                        + member.config().connectTimeout().toMillis() + " ms");
            }
            case IDLE, FOUND, OVER -> {}
        }
    }

    /** The member has answered so that it is left alone for a while, if its balancer says so. */
    void answered(int status) {
        Set<Integer> failing = trials.balancer().failover().failOnStatus();
        if (!failing.isEmpty() && failing.contains(status)) {
            member.failedByAnswer(path.deadlines.nowNanos());
        }
    }

    /** The member has failed the request that it was given. */
    void failed(ProxyFailure failure) {
        if (failure == ProxyFailure.BACKEND_TIMEOUT
                && trials.balancer().failover().failOnTimeout()) {
            member.failedByAnswer(path.deadlines.nowNanos());
        } else {
            member.failedRequest();
        }
    }

    /** That the member lets its timeout pass, for the log. */
    String late() {
        return "no progress for " + member.config().timeout().toMillis() + " ms";
    }

    /** What went wrong with the member, for the log. */
    String describe(String reason, UpstreamConnection connection) {
        return member.config().url() + ": " + reason + " (" + trials.attempt() + ", " + connection.describe() + ")";
    }

    /** The exchange is over, or needs no connection any more. */
    void end() {
        timer.stop();
        if (state == State.IN_LINE || state == State.CONNECTING) {
            claim.withdraw();
        }
        become(State.OVER);
        trials.leave();
    }

    private void become(State next) {
        state = next;
    }
}
