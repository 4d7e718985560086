package org.whippletree.proxy.client;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.whippletree.config.ClientCounts;

/** How many clients are connected, in all and from each address. Owned by the event loop. */
final class Crowd {
    private static final System.Logger LOG = System.getLogger(Crowd.class.getName());

    private final ClientCounts limits;
    private final Map<String, Integer> byAddress = new HashMap<>();
    private int total;
    private boolean totalLogged;
    private boolean addressLogged;

    Crowd(ClientCounts limits) {
        this.limits = limits;
    }

    /** Whether anybody is counted at all. */
    boolean bounded() {
        return limits.perAddress() > 0 || limits.total() > 0;
    }

    /** A client has come: why it cannot stay; empty if it is counted from here on. */
    Optional<String> enter() {
        if (limits.total() > 0 && total >= limits.total()) {
            if (!totalLogged) {
                totalLogged = true;
                warn("MaxConnections reached, " + limits.total() + " in this child: further clients are answered 503");
            }
            return Optional.of("MaxConnections is reached");
        }
        total++;
        return Optional.empty();
    }

    /** Its address is known: why it cannot stay; empty if it is counted there from here on. */
    Optional<String> enterFrom(String address) {
        int ofAddress = byAddress.getOrDefault(address, 0);
        if (limits.perAddress() > 0 && ofAddress >= limits.perAddress()) {
            if (!addressLogged) {
                addressLogged = true;
                warn("MaxConnectionsPerAddress " + limits.perAddress() + " reached by " + address
                        + ": its further connections are answered 503");
            }
            return Optional.of("MaxConnectionsPerAddress is reached");
        }
        byAddress.put(address, ofAddress + 1);
        return Optional.empty();
    }

    private static void warn(String text) {
        LOG.log(System.Logger.Level.WARNING, text + " (said once)");
    }

    /** A client that was counted has gone. */
    void leave() {
        total--;
    }

    /** One that was counted at its address has gone. */
    void leaveFrom(String address) {
        byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }
}
