package org.whippletree.config;

import java.util.List;

/**
 * One of several hosts that share the listeners ({@code <VirtualHost>}).
 *
 * @param addresses what clients of it have connected to, each a literal address or {@code *}; port 0 stands for every port. Of the
 *     hosts of one address the first also has the requests for names that none of them has
 * @param names what clients call it, in lower case; {@code *} and {@code ?} stand for any letters and any letter
 * @param config what holds for its requests
 * @param client how its clients are treated; before a request has named a host, those of an address are the first one's
 */
public record VirtualHost(List<ListenAddress> addresses, List<String> names, HostConfig config, ClientLimits client) {
    public VirtualHost {
        addresses = List.copyOf(addresses);
        names = List.copyOf(names);
        Checks.require(!addresses.isEmpty(), "a virtual host has an address");
    }
}
