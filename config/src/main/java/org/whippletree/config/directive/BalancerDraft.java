package org.whippletree.config.directive;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.BalancerMethod;
import org.whippletree.config.FailoverRules;
import org.whippletree.config.ProcessLimits;

/** A balancer while its members and parameters are read. */
final class BalancerDraft {
    private final String name;
    private final SourceLocation where;
    private final Map<String, MemberDraft> members = new LinkedHashMap<>();
    private OptionalInt maxAttempts = OptionalInt.empty();
    private BalancerMethod method = BalancerMethod.BYREQUESTS;
    private final StickyDraft sessions = new StickyDraft();
    private Duration timeout = Duration.ZERO;
    private Set<Integer> failOnStatus = Set.of();
    private boolean failOnTimeout;
    private boolean forceRecovery = true;
    private boolean noFailover;
    private boolean defined;

    /** @param where what named it first */
    BalancerDraft(String name, SourceLocation where) {
        this.name = name;
        this.where = where;
    }

    String name() {
        return name;
    }

    SourceLocation where() {
        return where;
    }

    /** Once more than a ProxyPass names it. */
    void define() {
        defined = true;
    }

    boolean defined() {
        return defined;
    }

    boolean empty() {
        return members.isEmpty();
    }

    boolean has(BackendUrl url) {
        return members.containsKey(url.text());
    }

    /** The member of this URL, made if it is new. */
    MemberDraft member(BackendUrl url, boolean ignoresErrors) {
        return members.computeIfAbsent(url.text(), key -> new MemberDraft(url, ignoresErrors));
    }

    void set(Parameter parameter) throws BadArgument {
        switch (parameter.key()) {
            case "lbmethod" -> method = method(parameter.value());
            case "maxattempts" -> maxAttempts = OptionalInt.of(attempts(parameter.value()));
            case "nofailover" -> noFailover = parameter.isOn();
            case "timeout" -> timeout = Values.time("timeout", parameter.value());
            case "failonstatus" -> failOnStatus = statuses(parameter.value());
            case "failontimeout" -> failOnTimeout = parameter.isOn();
            case "forcerecovery" -> forceRecovery = parameter.isOn();
            default -> sessions.set(parameter);
        }
    }

    private static BalancerMethod method(String text) throws BadArgument {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "byrequests" -> BalancerMethod.BYREQUESTS;
            case "bytraffic" -> BalancerMethod.BYTRAFFIC;
            case "bybusyness" -> BalancerMethod.BYBUSYNESS;
            case "heartbeat" ->
                throw new BadArgument("lbmethod 'heartbeat' is not supported: use byrequests, bytraffic or bybusyness");
            default ->
                throw new BadArgument("unknown lbmethod '" + text + "': use byrequests, bytraffic or bybusyness");
        };
    }

    private static Set<Integer> statuses(String text) throws BadArgument {
        Set<Integer> statuses = new TreeSet<>();
        for (String word : text.split(",", -1)) {
            int status = Values.integer("failonstatus", word);
            if (status < 100 || status > 599) {
                throw new BadArgument("failonstatus must be one or more HTTP response codes, not '" + text + "'");
            }
            statuses.add(status);
        }
        return statuses;
    }

    private static int attempts(String text) throws BadArgument {
        int attempts = Values.integer("maxattempts", text);
        if (attempts < 0) {
            throw new BadArgument("Maximum number of attempts must be a positive number, not '" + text + "'");
        }
        return attempts;
    }

    BalancerConfig resolve(ProcessLimits processes, Duration serverTimeout) {
        return new BalancerConfig(
                name,
                method,
                maxAttempts.orElse(Math.max(0, members.size() - 1)),
                members.values().stream()
                        .map(member -> member.resolve(processes, serverTimeout))
                        .toList(),
                new FailoverRules(timeout, failOnStatus, failOnTimeout, forceRecovery, noFailover),
                sessions.resolve(List.copyOf(members.values())));
    }
}
