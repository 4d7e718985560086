package org.whippletree.supervisor;

import java.util.List;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.process.ProcessFacts;
import org.whippletree.supervisor.status.BalancerFacts;
import org.whippletree.supervisor.status.ServerFacts;

/** What status says about the server that does not change while it runs. */
final class StatusFacts {
    private StatusFacts() {}

    static ServerFacts server(ServerConfig config, int generation, long startedAtMillis) {
        return new ServerFacts(
                ProcessFacts.host(),
                OwnProcess.pid(),
                ProcessFacts.version(),
                generation,
                startedAtMillis,
                config.serverName(),
                config.processes().serverLimit(),
                config.processes().threadsPerChild(),
                config.listenOptions().backlog());
    }

    static List<BalancerFacts> balancers(ServerConfig config) {
        return config.proxy().balancers().stream()
                .map(balancer -> new BalancerFacts(
                        balancer.name(),
                        balancer.members().stream().map(BackendConfig::url).toList()))
                .toList();
    }
}
