package org.whippletree.config.directive;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.whippletree.config.ConnectionRules;
import org.whippletree.config.FlushMode;
import org.whippletree.config.FlushRules;
import org.whippletree.config.KeepRules;
import org.whippletree.config.ProcessLimits;
import org.whippletree.config.ProxyHeaderVersion;

/** What the parameters of a backend say about connections to it, while they are read. */
final class ConnectionDraft {
    /** The parameters it takes. */
    static final Set<String> KEYS = Set.of(
            "min",
            "max",
            "maxtotal",
            "smax",
            "maxage",
            "maxrequests",
            "acquire",
            "ping",
            "addressttl",
            "keepalive",
            "disablereuse",
            "enablereuse",
            "iobuffersize",
            "responsefieldsize",
            "receivebuffersize",
            "flushpackets",
            "flushwait",
            "proxyprotocol");

    /** httpd takes no smaller buffer. */
    private static final int LEAST_BUFFER = 512;

    private static final int LONGEST_FLUSH_WAIT_MILLIS = 1_000;
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private static final int CONNECTIONS_PER_WORKER = 8;

    private OptionalInt max = OptionalInt.empty();
    private OptionalInt maxTotal = OptionalInt.empty();
    private int idleMin;
    private int idleMax = Integer.MAX_VALUE;
    private Duration maxAge = KeepRules.DEFAULT_AGE;
    private int maxRequests = KeepRules.DEFAULT_REQUESTS;
    private Duration acquire = Duration.ZERO;
    private Duration ping = Duration.ZERO;
    private Duration addressTtl = Duration.ZERO;
    private boolean tcpKeepAlive;
    private boolean reuse = true;
    private int fieldSize = ConnectionRules.DEFAULT_FIELD_SIZE;
    private int receiveBuffer;
    private ProxyHeaderVersion proxyHeader = ProxyHeaderVersion.NONE;
    private FlushMode flushMode = FlushMode.ON;
    private Duration flushPause = FlushRules.DEFAULT_PAUSE;

    void set(Parameter parameter) throws BadArgument {
        String key = parameter.key();
        String value = parameter.value();
        switch (key) {
            case "max" -> max = OptionalInt.of(atLeast(1, "Max", parameter));
            case "maxtotal" -> maxTotal = OptionalInt.of(atLeast(1, "maxtotal", parameter));
            case "min" -> idleMin = atLeast(0, "Min", parameter);
            case "smax" -> idleMax = atLeast(0, "Smax", parameter);
            case "maxage" -> maxAge = Values.time(key, value);
            case "maxrequests" -> maxRequests = atLeast(0, "maxrequests", parameter);
            case "acquire" -> acquire = milliseconds(parameter);
            case "ping" -> ping = Values.time(key, value);
            case "addressttl" -> addressTtl = addressTtl(value);
            case "keepalive" -> tcpKeepAlive = parameter.isOn();
            case "disablereuse" -> reuse = !parameter.isOn();
            case "enablereuse" -> reuse = parameter.isOn();
            case "iobuffersize" -> buffer("IOBufferSize", parameter);
            case "responsefieldsize" -> fieldSize = fieldSize(parameter);
            case "receivebuffersize" -> receiveBuffer = buffer("ReceiveBufferSize", parameter);
            case "flushpackets" -> flushMode = flushMode(value);
            case "flushwait" -> flushPause = flushPause(parameter);
            case "proxyprotocol" -> proxyHeader = proxyHeader(value);
            default -> throw new IllegalStateException("a known parameter is set: " + key);
        }
    }

    private static int atLeast(int least, String name, Parameter parameter) throws BadArgument {
        int number = Values.integer(parameter.key(), parameter.value());
        if (number < least) {
            throw new BadArgument(name + " must be a positive number, not '" + parameter.value() + "'");
        }
        return number;
    }

    private static Duration milliseconds(Parameter parameter) throws BadArgument {
        String value = parameter.value();
        boolean plain = !value.isEmpty() && value.chars().allMatch(Character::isDigit);
        Duration time = Values.time(parameter.key(), plain ? value + "ms" : value);
        if (time.compareTo(MILLISECOND) < 0) {
            throw new BadArgument(parameter.key() + " must be at least one millisecond, not '" + value + "'");
        }
        return time;
    }

    private static Duration addressTtl(String text) throws BadArgument {
        return text.equals("-1") ? Duration.ZERO : Values.time("addressttl", text);
    }

    private static int buffer(String name, Parameter parameter) throws BadArgument {
        int size = Values.integer(parameter.key(), parameter.value());
        if (size != 0 && size < LEAST_BUFFER) {
            throw new BadArgument(name + " must be >= " + LEAST_BUFFER + " bytes, or 0 for the default, not '"
                    + parameter.value() + "'");
        }
        return size;
    }

    private static int fieldSize(Parameter parameter) throws BadArgument {
        int size = atLeast(0, "ResponseFieldSize", parameter);
        return size == 0 ? ConnectionRules.DEFAULT_FIELD_SIZE : size;
    }

    private static FlushMode flushMode(String value) throws BadArgument {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "on" -> FlushMode.ON;
            case "off" -> FlushMode.OFF;
            case "auto" -> FlushMode.AUTO;
            default -> throw new BadArgument("flushpackets must be on|off|auto, not '" + value + "'");
        };
    }

    private static Duration flushPause(Parameter parameter) throws BadArgument {
        int millis = atLeast(0, "flushwait", parameter);
        if (millis > LONGEST_FLUSH_WAIT_MILLIS) {
            throw new BadArgument("flushwait must be at most 1000 milliseconds, not '" + parameter.value() + "'");
        }
        return Duration.ofMillis(millis);
    }

    private static ProxyHeaderVersion proxyHeader(String value) throws BadArgument {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "off" -> ProxyHeaderVersion.NONE;
            case "v1" -> ProxyHeaderVersion.V1;
            case "v2" -> ProxyHeaderVersion.V2;
            default -> throw new BadArgument("proxyprotocol must be off|v1|v2, not '" + value + "'");
        };
    }

    /**
     * The most connections that one child makes: its own bound, and its share of the server's. httpd's default, one for each worker,
     * can never be short there, where a worker waits for slow clients; here those have a connection and no worker.
     */
    int max(ProcessLimits processes) {
        int ofChild = max.orElse(processes.threadsPerChild() * CONNECTIONS_PER_WORKER);
        return maxTotal.isEmpty()
                ? ofChild
                : Math.min(ofChild, Math.max(1, maxTotal.getAsInt() / processes.activeChildrenLimit()));
    }

    ConnectionRules resolve(boolean keptForTtl) {
        return new ConnectionRules(
                // With a ttl, those beyond smax have as long as all others.
                new KeepRules(idleMin, keptForTtl ? Integer.MAX_VALUE : idleMax, maxAge, maxRequests),
                acquire,
                reuse,
                ping,
                addressTtl,
                tcpKeepAlive,
                fieldSize,
                receiveBuffer,
                proxyHeader,
                flush());
    }

    /** No pause is waited for if it takes no time. */
    private FlushRules flush() {
        return flushMode == FlushMode.AUTO && flushPause.isZero()
                ? FlushRules.AT_ONCE
                : new FlushRules(flushMode, flushPause);
    }
}
