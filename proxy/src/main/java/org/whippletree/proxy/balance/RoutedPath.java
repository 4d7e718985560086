package org.whippletree.proxy.balance;

import org.whippletree.config.Route;

/**
 * A request's way.
 *
 * @param route the route it takes
 * @param path what its backend is asked for, before the member's own path is put in front
 */
public record RoutedPath(Route route, String path) {}
