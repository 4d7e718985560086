package org.whippletree.proxy.exchange;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.BalancerMethod;

/** {@code SetHandler server-status}: the supervisor on its admin socket, asked like a backend. */
final class StatusHandler {
    /** No balancer of a configuration has a blank in its name. */
    static final String NAME = "server-status handler";
    /** Where the supervisor answers. */
    static final String PATH = "/server-status";

    /** The supervisor waits no longer for the rows of a child that hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration IDLE = Duration.ofSeconds(5);
    /** However many clients ask, the supervisor has other work. */
    private static final int MOST_CONNECTIONS = 4;

    private StatusHandler() {}

    static BalancerConfig balancer(Path adminSocket) {
        BackendConfig supervisor = new BackendConfig(
                adminSocket.toString(), 80, "", 1, PATIENCE, PATIENCE, Duration.ZERO, MOST_CONNECTIONS, IDLE, true, "");
        return new BalancerConfig(NAME, BalancerMethod.BYREQUESTS, 0, List.of(supervisor));
    }
}
