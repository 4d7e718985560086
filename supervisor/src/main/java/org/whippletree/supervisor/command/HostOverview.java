package org.whippletree.supervisor.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.whippletree.config.ListenAddress;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.directive.LoadedConfig;

/** Prints which hosts share which addresses, as {@code httpd -S} does, and which listeners are the server's own. */
final class HostOverview {
    private static final int BELOW_ADDRESS = 9;
    private static final int BELOW_HOST = 17;

    private final LoadedConfig.Origins origins;
    private final ServerConfig config;
    private final Columns columns;

    HostOverview(LoadedConfig.Origins origins, ServerConfig config, Columns columns) {
        this.origins = origins;
        this.config = config;
        this.columns = columns;
    }

    void print() {
        columns.print(0, "VirtualHost configuration:");
        Map<ListenAddress, List<LoadedConfig.Host>> byAddress = new LinkedHashMap<>();
        origins.hosts()
                .forEach(host -> host.addresses().stream()
                        .distinct()
                        .forEach(address -> byAddress
                                .computeIfAbsent(address, key -> new ArrayList<>())
                                .add(host)));
        byAddress.forEach((address, hosts) -> printIf(!address.anyHost(), address, hosts));
        byAddress.forEach((address, hosts) -> printIf(address.anyHost(), address, hosts));
        for (ListenAddress listener : config.listeners()) {
            if (byAddress.keySet().stream().noneMatch(address -> covers(address, listener))) {
                columns.print(
                        0,
                        padded(listener.toString()) + " " + config.serverName() + " ("
                                + origins.listeners().get(listener) + ")");
            }
        }
    }

    private static boolean covers(ListenAddress address, ListenAddress listener) {
        return (address.port() == 0 || address.port() == listener.port())
                && (address.anyHost() || address.host().equals(listener.host()));
    }

    private void printIf(boolean wanted, ListenAddress address, List<LoadedConfig.Host> hosts) {
        if (!wanted) {
            return;
        }
        if (hosts.size() == 1) {
            columns.print(0, padded(words(address)) + " " + named(hosts.get(0)));
            return;
        }
        columns.print(0, padded(words(address)) + " is a NameVirtualHost");
        columns.print(BELOW_ADDRESS, "default server " + named(hosts.get(0)));
        for (LoadedConfig.Host host : hosts) {
            columns.print(BELOW_ADDRESS, "port " + port(address) + " namevhost " + named(host));
            for (String alias : host.names().subList(1, host.names().size())) {
                boolean wild = alias.indexOf('*') >= 0 || alias.indexOf('?') >= 0;
                columns.print(BELOW_HOST, (wild ? "wild alias " : "alias ") + alias);
            }
        }
    }

    private static String words(ListenAddress address) {
        String text = address.toString();
        return text.substring(0, text.lastIndexOf(':') + 1) + port(address);
    }

    private static String port(ListenAddress address) {
        return address.port() == 0 ? "*" : String.valueOf(address.port());
    }

    private static String named(LoadedConfig.Host host) {
        return host.names().get(0) + " (" + host.where() + ")";
    }

    private static String padded(String address) {
        return String.format(Locale.ROOT, "%-22s", address);
    }
}
