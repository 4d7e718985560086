package org.whippletree.config.directive;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.BalancerMethod;

/** A balancer while its members and parameters are read. */
final class BalancerDraft {
    private final String name;
    private final SourceLocation where;
    private final Map<String, MemberDraft> members = new LinkedHashMap<>();
    private OptionalInt maxAttempts = OptionalInt.empty();
    private BalancerMethod method = BalancerMethod.BYREQUESTS;
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
            default -> throw new IllegalStateException("a known parameter is set: " + parameter.key());
        }
    }

    private static BalancerMethod method(String text) throws BadArgument {
        String word = text.toLowerCase(Locale.ROOT);
        if (Set.of("bytraffic", "bybusyness", "heartbeat").contains(word)) {
            throw new BadArgument("lbmethod '" + text + "' is not supported yet: use byrequests");
        }
        if (!word.equals("byrequests")) {
            throw new BadArgument("unknown lbmethod '" + text + "': use byrequests");
        }
        return BalancerMethod.BYREQUESTS;
    }

    private static int attempts(String text) throws BadArgument {
        int attempts = Values.integer("maxattempts", text);
        if (attempts < 0) {
            throw new BadArgument("Maximum number of attempts must be a positive number, not '" + text + "'");
        }
        return attempts;
    }

    BalancerConfig resolve(int threadsPerChild, Duration serverTimeout) {
        return new BalancerConfig(
                name,
                method,
                maxAttempts.orElse(Math.max(0, members.size() - 1)),
                members.values().stream()
                        .map(member -> member.resolve(threadsPerChild, serverTimeout))
                        .toList());
    }
}
