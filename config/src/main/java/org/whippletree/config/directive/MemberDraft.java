package org.whippletree.config.directive;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.whippletree.config.BackendConfig;

/** A backend while its parameters are read. */
final class MemberDraft {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final BackendUrl url;
    private final boolean ignoresErrors;
    private double loadFactor = 1;
    private OptionalInt max = OptionalInt.empty();
    private Duration idleTimeout = Duration.ZERO;
    private Optional<Duration> connectTimeout = Optional.empty();
    private Optional<Duration> timeout = Optional.empty();
    private Duration retry = Duration.ofSeconds(60);
    private String upgrade = "";

    /** @param ignoresErrors as each backend does that is not a balancer's member */
    MemberDraft(BackendUrl url, boolean ignoresErrors) {
        this.url = url;
        this.ignoresErrors = ignoresErrors;
    }

    void set(Parameter parameter) throws BadArgument {
        String key = parameter.key();
        switch (key) {
            case "loadfactor" -> loadFactor = loadFactor(parameter.value());
            case "max" -> max = OptionalInt.of(max(parameter.value()));
            case "ttl" -> idleTimeout = time(parameter, SECOND, "one second");
            case "connectiontimeout" ->
                connectTimeout = Optional.of(time(parameter, Duration.ofMillis(1), "one millisecond"));
            case "timeout" -> timeout = Optional.of(time(parameter, SECOND, "one second"));
            case "retry" -> retry = Values.time(key, parameter.value());
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

    private static int max(String text) throws BadArgument {
        int max = Values.integer("max", text);
        if (max < 1) {
            throw new BadArgument("Max must be a positive number, not '" + text + "'");
        }
        return max;
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

    private static Duration time(Parameter parameter, Duration least, String words) throws BadArgument {
        Duration time = Values.time(parameter.key(), parameter.value());
        if (time.compareTo(least) < 0) {
            throw new BadArgument(parameter.key() + " must be at least " + words + ", not '" + parameter.value() + "'");
        }
        return time;
    }

    BackendConfig resolve(int threadsPerChild, Duration serverTimeout) {
        Duration transfer = timeout.orElse(serverTimeout);
        return new BackendConfig(
                url.host(),
                url.port(),
                url.memberPath(),
                loadFactor,
                connectTimeout.orElse(transfer),
                transfer,
                retry,
                max.orElse(threadsPerChild),
                idleTimeout,
                ignoresErrors,
                upgrade);
    }
}
