package org.whippletree.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.whippletree.testkit.LeakWatch;

/** The configuration of a server under test: so many children that stay so many, small ones that follow every buffer. */
record ServerConf(int children, int workers, List<String> more, List<String> backends) implements ConfText {
    static ServerConf of(int children, int workers, List<String> backends) {
        return new ServerConf(children, workers, List.of(), backends);
    }

    /** With one more directive. */
    ServerConf with(String directive) {
        List<String> longer = new ArrayList<>(more);
        longer.add(directive);
        return new ServerConf(children, workers, longer, backends);
    }

    @Override
    public String text(Path root, Path runtimeDir, int port) {
        String members = backends.stream().map(url -> "BalancerMember " + url).collect(Collectors.joining("\n"));
        return """
                ServerName localhost
                ServerRoot "%s"
                DefaultRuntimeDir "%s"
                PidFile whippletree.pid
                ErrorLog logs/error_log
                LogLevel info
                Listen 127.0.0.1:%d
                StartServers %d
                ServerLimit %d
                ThreadsPerChild %d
                MaxRequestWorkers %d
                MinSpareThreads 1
                MaxSpareThreads %d
                ChildJavaOptions -Xmx64m -XX:MaxDirectMemorySize=64m %s
                ChildHeader On
                %s
                <Proxy balancer://app>
                %s
                </Proxy>
                ProxyPass / balancer://app/
                ProxyPassReverse / balancer://app/
                """.formatted(
                        root,
                        runtimeDir,
                        port,
                        children,
                        children,
                        workers,
                        children * workers,
                        (children + 1) * workers,
                        LeakWatch.JVM_OPTIONS_UNDER_LOAD,
                        String.join("\n", more),
                        members);
    }
}
