package org.whippletree.config.directive;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.MemberFlag;
import org.whippletree.config.MemberRole;
import org.whippletree.config.ProcessLimits;

/** A backend while its parameters are read. */
final class MemberDraft {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final BackendUrl url;
    private boolean ignoresErrors;
    private double loadFactor = 1;
    private final ConnectionDraft connections = new ConnectionDraft();
    private Duration idleTimeout = Duration.ZERO;
    private Optional<Duration> connectTimeout = Optional.empty();
    private Optional<Duration> timeout = Optional.empty();
    private Duration retry = Duration.ofSeconds(60);
    private String route = "";
    private String redirect = "";
    private String upgrade = "";
    private int set;
    private final Set<MemberFlag> flags = EnumSet.noneOf(MemberFlag.class);

    /** @param ignoresErrors as each backend does that is not a balancer's member */
    MemberDraft(BackendUrl url, boolean ignoresErrors) {
        this.url = url;
        this.ignoresErrors = ignoresErrors;
    }

    void set(Parameter parameter) throws BadArgument {
        String key = parameter.key();
        if (ConnectionDraft.KEYS.contains(key)) {
            connections.set(parameter);
            return;
        }
        switch (key) {
            case "loadfactor" -> loadFactor = loadFactor(parameter.value());
            case "ttl" -> idleTimeout = time(parameter, SECOND, "one second");
            case "connectiontimeout" ->
                connectTimeout = Optional.of(time(parameter, Duration.ofMillis(1), "one millisecond"));
            case "timeout" -> timeout = Optional.of(time(parameter, SECOND, "one second"));
            case "route" -> route = StickyDraft.route(parameter);
            case "redirect" -> redirect = StickyDraft.route(parameter);
            case "retry" -> retry = Values.time(key, parameter.value());
            case "lbset" -> set = set(parameter.value());
            case "status" -> status(parameter.value());
            case "upgrade" -> upgrade = upgrade(parameter.value());
            default -> throw new IllegalStateException("a known parameter is set: " + key);
        }
    }

    private static double loadFactor(String text) throws BadArgument {
        double factor = Values.decimal("loadfactor", text);
        if (factor < 1 || factor > 100) {
            throw new BadArgument("LoadFactor must be a number between 1..100, not '" + text + "'");
        }
        return factor;
    }

    private static String upgrade(String text) throws BadArgument {
        String protocol = text.toLowerCase(Locale.ROOT);
        if (protocol.equals("h2c")) {
            throw new BadArgument("upgrade=" + text + " is not supported: HTTP/2 passes through no tunnel; remove it");
        }
        if (!protocol.matches("[a-z0-9!#$%&'*+.^_`|~/-]+")) {
            throw new BadArgument("upgrade is one protocol such as websocket, ANY or NONE, not '" + text + "'");
        }
        return protocol.equals("none") ? "" : protocol;
    }

    private static int set(String text) throws BadArgument {
        int set = Values.integer("lbset", text);
        if (set < 0 || set > 99) {
            throw new BadArgument("lbset must be between 0 and 99, not '" + text + "'");
        }
        return set;
    }

    /** Letters, each set, or cleared behind a minus; a sign holds for those that follow it. */
    private void status(String text) throws BadArgument {
        boolean on = true;
        for (char letter : text.toUpperCase(Locale.ROOT).toCharArray()) {
            if (letter == '+' || letter == '-') {
                on = letter == '+';
            } else if (letter == 'I') {
                ignoresErrors = on;
            } else {
                MemberFlag flag = Stream.of(MemberFlag.values())
                        .filter(each -> each.letter() == letter)
                        .findFirst()
                        .orElseThrow(() -> new BadArgument("Unknown status '" + letter
                                + "': it is made of D, S, I, R, H, E, N and C, each with + or - before it"));
                if (on) {
                    flags.add(flag);
                } else {
                    flags.remove(flag);
                }
            }
        }
    }

    private static Duration time(Parameter parameter, Duration least, String words) throws BadArgument {
        Duration time = Values.time(parameter.key(), parameter.value());
        if (time.compareTo(least) < 0) {
            throw new BadArgument(parameter.key() + " must be at least " + words + ", not '" + parameter.value() + "'");
        }
        return time;
    }

    /** Its name in sessions; empty if it has none. */
    String route() {
        return route;
    }

    /** The route in place of its own while it cannot be reached; empty if there is none. */
    String redirect() {
        return redirect;
    }

    BackendConfig resolve(ProcessLimits processes, Duration serverTimeout) {
        Duration transfer = timeout.orElse(serverTimeout);
        return new BackendConfig(
                url.host(),
                url.port(),
                url.memberPath(),
                loadFactor,
                connectTimeout.orElse(transfer),
                transfer,
                retry,
                connections.max(processes),
                idleTimeout,
                ignoresErrors,
                upgrade,
                connections.resolve(!idleTimeout.isZero()),
                new MemberRole(set, flags));
    }
}
