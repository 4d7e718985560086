package org.whippletree.supervisor.command;

import java.io.PrintWriter;
import java.util.Locale;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.ChildOwner;
import org.whippletree.config.FilePaths;
import org.whippletree.config.HostConfig;
import org.whippletree.config.Route;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.VirtualHost;
import org.whippletree.config.directive.LoadedConfig;

/** Prints who is served, by whom, and from which files: httpd's overview of hosts and settings, with the routes. */
final class ConfigOverview {
    private static final String BALANCER = "balancer://";

    private final LoadedConfig loaded;
    private final ServerConfig config;
    private final Columns columns;

    /** @param loaded without errors */
    ConfigOverview(LoadedConfig loaded, PrintWriter out) {
        this.loaded = loaded;
        this.config = loaded.config().orElseThrow();
        this.columns = new Columns(out);
    }

    void print() {
        new HostOverview(loaded.origins(), config, columns).print();
        columns.print(0, "Proxy configuration:");
        routes(config.proxy().main());
        for (VirtualHost host : config.proxy().hosts()) {
            columns.print(0, host.config().serverName() + ":");
            routes(host.config());
        }
        config.proxy().balancers().stream().filter(ConfigOverview::named).forEach(this::balancer);
        FilePaths paths = config.paths();
        columns.print(0, "ServerRoot: \"" + paths.serverRoot() + "\"");
        columns.print(0, "Main ErrorLog: \"" + paths.errorLog() + "\"");
        columns.print(0, "DefaultRuntimeDir: \"" + paths.runtimeDir() + "\"");
        columns.print(0, "PidFile: \"" + paths.pidFile() + "\"");
        config.adminListeners().forEach(admin -> columns.print(0, "AdminListen: " + admin));
        loaded.origins().defines().forEach(define -> columns.print(0, "Define: " + define));
        columns.print(0, user(config.child().owner(), System.getProperty("user.name")));
    }

    /** As httpd's: the user of children, and whether it is one in vain, since only root starts them as another. */
    static String user(ChildOwner owner, String own) {
        String user = owner.named() ? owner.user() : own;
        return "User: name=\"" + user + "\"" + (user.equals(own) || own.equals("root") ? "" : " not_used");
    }

    private void routes(HostConfig host) {
        for (Route route : host.routes()) {
            columns.print(0, String.format(Locale.ROOT, "%-22s", route.path()) + " " + target(route));
        }
    }

    private static String target(Route route) {
        if (route.excluded()) {
            return "not proxied";
        }
        String name = route.balancer();
        return (name.contains("://") ? name : BALANCER + name)
                + route.targetPath()
                + (route.preserveHost() ? " (with the client's Host)" : "");
    }

    /** A lone backend stands in its route. */
    private static boolean named(BalancerConfig balancer) {
        return !balancer.name().contains("://");
    }

    private void balancer(BalancerConfig balancer) {
        columns.print(
                0,
                BALANCER + balancer.name() + " lbmethod="
                        + balancer.method().name().toLowerCase(Locale.ROOT) + " maxattempts=" + balancer.maxAttempts());
        for (BackendConfig member : balancer.members()) {
            columns.print(4, member.url() + " loadfactor=" + member.loadFactor() + " max=" + member.maxConnections());
        }
    }
}
