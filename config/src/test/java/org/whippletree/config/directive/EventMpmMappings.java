package org.whippletree.config.directive;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.whippletree.config.ListenAddress;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.directive.DirectiveEffects.Mapping;

/** What the directives about processes set. */
final class EventMpmMappings {
    private EventMpmMappings() {}

    static Map<String, Mapping> crashesAndOwner(Path folder) {
        return Map.of(
                "CoreDumpDirectory",
                        new Mapping(
                                config -> config.child().crashes().dumpFolder(),
                                folder.resolve("logs"),
                                folder.resolve("conf.d")),
                "EnableExceptionHook",
                        new Mapping(config -> config.child().crashes().hookEnabled(), false, true),
                "ExceptionHookCommand",
                        new Mapping(
                                config -> config.child().crashes().hookCommand(),
                                List.of(),
                                List.of("/bin/true", "crash")),
                "ScoreBoardFile",
                        new Mapping(
                                config -> config.paths().scoreboardFile(),
                                Path.of(""),
                                folder.resolve("run/scoreboard.json")),
                "User", new Mapping(config -> config.child().owner().user(), "", "65534"),
                "Group", new Mapping(config -> config.child().owner().group(), "", "65534"));
    }

    static Map<String, Mapping> childLimits() {
        return Map.of(
                "MaxConnectionsPerChild",
                        new Mapping(config -> config.child().limits().maxConnections(), 0, 10_000),
                "MaxRequestsPerChild",
                        new Mapping(config -> config.child().limits().maxConnections(), 0, 10_000),
                "ChildMemoryLimit",
                        new Mapping(config -> config.child().limits().memoryBytes(), 0L, 512L << 20),
                "MaxMemFree", new Mapping(config -> config.child().limits().memFreeKib(), 0, 512),
                "ThreadStackSize", new Mapping(config -> config.child().limits().threadStackBytes(), 0, 512 << 10),
                "ComputeThreads", new Mapping(config -> config.child().limits().computeThreads(), 0, 2));
    }

    static Map<String, Mapping> processes() {
        return Map.of(
                "StartServers", new Mapping(config -> config.processes().startServers(), 3, 5),
                "ServerLimit", new Mapping(config -> config.processes().serverLimit(), 16, 32),
                "ThreadLimit", new Mapping(config -> config.processes().threadLimit(), 64, 128),
                "ThreadsPerChild", new Mapping(config -> config.processes().threadsPerChild(), 25, 50),
                "MaxRequestWorkers", new Mapping(config -> config.processes().maxRequestWorkers(), 400, 200),
                "MaxClients", new Mapping(config -> config.processes().maxRequestWorkers(), 400, 200),
                "MinSpareThreads", new Mapping(config -> config.processes().minSpareThreads(), 75, 50),
                "MaxSpareThreads", new Mapping(config -> config.processes().maxSpareThreads(), 250, 300),
                "AsyncRequestWorkerFactor",
                        new Mapping(config -> config.proxy().accept().asyncRequestWorkerFactor(), 2.0, 1.5));
    }

    static Map<String, Mapping> listeners() {
        ListenAddress plain = new ListenAddress("*", 8080);
        return Map.of(
                "Listen",
                        new Mapping(
                                ServerConfig::listeners,
                                List.of(plain),
                                List.of(plain, new ListenAddress("127.0.0.1", 8081))),
                "ListenBacklog", new Mapping(config -> config.listenOptions().backlog(), 511, 1024),
                "SendBufferSize", new Mapping(config -> config.listenOptions().sendBufferBytes(), 0, 65_536),
                "ReceiveBufferSize",
                        new Mapping(config -> config.listenOptions().receiveBufferBytes(), 0, 65_536),
                "AdminListen",
                        new Mapping(
                                ServerConfig::adminListeners,
                                List.of(),
                                List.of(new ListenAddress("127.0.0.1", 8089))));
    }
}
