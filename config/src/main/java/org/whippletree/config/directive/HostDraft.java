package org.whippletree.config.directive;

import java.util.List;
import org.whippletree.config.ListenAddress;

/**
 * A {@code <VirtualHost>} as it is read.
 *
 * @param addresses port 0 stands for every port
 */
record HostDraft(Directive section, List<ListenAddress> addresses) {
    HostDraft {
        addresses = List.copyOf(addresses);
    }

    SourceLocation where() {
        return section.where();
    }

    boolean covers(ListenAddress listener) {
        return addresses.stream().anyMatch(address -> covers(address, listener));
    }

    private static boolean covers(ListenAddress address, ListenAddress listener) {
        return (address.port() == 0 || address.port() == listener.port())
                && (address.anyHost() || address.host().equals(listener.host()));
    }
}
