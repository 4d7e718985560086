package org.whippletree.supervisor.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration file of a demo: small, and commented for who opens it. */
final class DemoConfig {
    private static final int THREADS_PER_CHILD = 8;

    private DemoConfig() {}

    static String text(Path root, int port, int children, List<SampleBackend> backends) {
        String members = backends.stream()
                .map(backend -> "    BalancerMember \"" + backend.url() + "\"\n")
                .collect(Collectors.joining());
        return """
                # Written by "whippletree demo"; removed when the demo ends.
                ServerName localhost
                ServerRoot "%s"
                DefaultRuntimeDir run
                PidFile run/whippletree.pid
                ErrorLog logs/error_log
                LogLevel info

                Listen 127.0.0.1:%d

                # %d children with %d workers each, from the start and for good.
                StartServers      %d
                ServerLimit       %d
                ThreadsPerChild   %d
                MaxRequestWorkers %d
                MinSpareThreads   1
                MaxSpareThreads   %d

                # A small heap for each child.
                ChildJavaOptions -Xmx64m
                # Each answer says which child gave it: X-Whippletree-Child: SLOT-PID
                ChildHeader On
                # Longer than the demo's own clients keep an unused connection.
                KeepAliveTimeout 15
                # Clients come anew now and then, and go to a child that is less busy.
                MaxKeepAliveRequests 20
                # Should the supervisor be killed, its children follow soon.
                OrphanTimeout 5

                <Proxy "balancer://demo">
                %s</Proxy>
                ProxyPass        "/" "balancer://demo/"
                ProxyPassReverse "/" "balancer://demo/"
                """.formatted(
                        root,
                        port,
                        children,
                        THREADS_PER_CHILD,
                        children,
                        children,
                        THREADS_PER_CHILD,
                        children * THREADS_PER_CHILD,
                        (children + 1) * THREADS_PER_CHILD,
                        members);
    }
}
