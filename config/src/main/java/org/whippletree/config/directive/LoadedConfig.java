package org.whippletree.config.directive;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whippletree.config.ListenAddress;
import org.whippletree.config.ServerConfig;

/**
 * What came of a load.
 *
 * @param config empty if any problem is an error
 * @param problems all of them, warnings and notices too, in the order of reading
 * @param origins where parts of it come from
 */
public record LoadedConfig(Optional<ServerConfig> config, List<Problem> problems, Origins origins) {
    public LoadedConfig {
        problems = List.copyOf(problems);
    }

    /**
     * What the resolved configuration does not keep.
     *
     * @param listeners the line of each Listen
     * @param hosts the virtual hosts, in file order
     * @param defines what is defined at the end, as {@code -D} would define it
     */
    public record Origins(Map<ListenAddress, SourceLocation> listeners, List<Host> hosts, List<String> defines) {
        public Origins {
            listeners = Map.copyOf(listeners);
            hosts = List.copyOf(hosts);
            defines = List.copyOf(defines);
        }
    }

    /**
     * Where a virtual host stands.
     *
     * @param addresses port 0 stands for every port
     * @param names its ServerName, and its aliases behind it
     */
    public record Host(List<ListenAddress> addresses, List<String> names, SourceLocation where) {
        public Host {
            addresses = List.copyOf(addresses);
            names = List.copyOf(names);
        }
    }

    /** Whether the server can run on it. */
    public boolean ok() {
        return config.isPresent();
    }

    /** The problems as lines for the user: {@code FILE:LINE: message}. */
    public List<String> messages() {
        return problems.stream().map(Problem::toString).toList();
    }
}
