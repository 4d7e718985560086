package org.whippletree.supervisor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.whippletree.config.AcceptCounts;
import org.whippletree.config.AcceptLimits;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.BalancerMethod;
import org.whippletree.config.ChildLimits;
import org.whippletree.config.ChildOptions;
import org.whippletree.config.ChildOwner;
import org.whippletree.config.ClientLimits;
import org.whippletree.config.CrashOptions;
import org.whippletree.config.FilePaths;
import org.whippletree.config.GracePeriods;
import org.whippletree.config.ListenAddress;
import org.whippletree.config.ListenOptions;
import org.whippletree.config.LogLevel;
import org.whippletree.config.PathRules;
import org.whippletree.config.ProcessLimits;
import org.whippletree.config.ProtocolOptions;
import org.whippletree.config.ProxyConfig;
import org.whippletree.config.QueueLimits;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.SharingRules;

/** Configurations of a small server. */
final class TestConfigs {
    private TestConfigs() {}

    static ServerConfig server(Path folder, int children, List<String> javaOptions) {
        return server(folder, children, javaOptions, GracePeriods.defaults());
    }

    static ServerConfig server(Path folder, int children, List<String> javaOptions, GracePeriods grace) {
        Duration second = Duration.ofSeconds(1);
        BackendConfig backend =
                new BackendConfig("127.0.0.1", 8081, "", 1, second, second, second, 10, second, false, "");
        return new ServerConfig(
                "test.example",
                new FilePaths(
                        folder,
                        folder.resolve("run"),
                        folder.resolve("run/pid"),
                        folder.resolve("error.log"),
                        Path.of("")),
                LogLevel.INFO,
                List.of(new ListenAddress("127.0.0.1", 0)),
                ListenOptions.ofBacklog(511),
                List.of(),
                new ProcessLimits(children, 8, 64, 25, 200, 25, 75),
                new ChildOptions(
                        javaOptions,
                        Duration.ofSeconds(60),
                        SharingRules.defaults(),
                        ChildLimits.none(),
                        CrashOptions.none(folder),
                        ChildOwner.starter()),
                grace,
                new ProxyConfig(
                        "test.example",
                        new ClientLimits(
                                second, true, second, 100, second, 65_536, 8_190, 65_536, ProtocolOptions.strict()),
                        new AcceptLimits(25, 2, AcceptCounts.ALL),
                        new QueueLimits(200, second),
                        List.of(),
                        List.of(),
                        List.of(new BalancerConfig("app", BalancerMethod.BYREQUESTS, 0, List.of(backend))),
                        false,
                        PathRules.none(),
                        List.of()));
    }
}
