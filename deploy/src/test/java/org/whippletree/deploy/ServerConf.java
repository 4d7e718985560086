package org.whippletree.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.whippletree.testkit.LeakWatch;

/** The configuration of a server under test: so many children that stay so many, small ones that follow every buffer. */
record ServerConf(int children, int workers, List<String> more, List<String> backends) implements ConfText {
    /**
     * Of each child of a test. Most live for seconds, and several start at once: what they run is compiled quickly and not twice, which is
     * half of the processors' work.
     */
    static final String CHILD_OPTIONS = "ChildJavaOptions -Xmx64m -XX:MaxDirectMemorySize=64m -XX:TieredStopAtLevel=1 "
            + LeakWatch.JVM_OPTIONS_UNDER_LOAD;

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
                %s
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
                        CHILD_OPTIONS,
                        String.join("\n", more),
                        members);
    }
}
