package org.whippletree.proxy.client;

import org.whippletree.config.ClientLimits;
import org.whippletree.proxy.Shedding;
import org.whippletree.proxy.exchange.DataPath;
import org.whippletree.proxy.time.Deadlines;

/**
 * What every client connection of a child needs.
 *
 * @param serverName shown on error pages
 */
public record ClientServices(
        Clients clients,
        DataPath path,
        Deadlines deadlines,
        Shedding shedding,
        ClientLimits limits,
        String serverName) {}
