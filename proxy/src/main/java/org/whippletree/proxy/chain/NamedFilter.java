package org.whippletree.proxy.chain;

import org.whippletree.proxy.filter.FilterProvider;

/**
 * A filter that the configuration names, ready to be opened.
 *
 * @param computes whether its work is nothing but computing, so that only as many run at a time as there are cores to spare
 */
public record NamedFilter(String name, FilterProvider provider, boolean computes) {}
