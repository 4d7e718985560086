package org.whippletree.proxy.chain;

import org.whippletree.proxy.builtin.SizedProvider;
import org.whippletree.proxy.filter.FilterKind;
import org.whippletree.proxy.filter.FilterProvider;
import org.whippletree.proxy.filter.FilteredMessage;

/**
 * A filter that the configuration names, ready to be opened.
 *
 * @param kind what its provider says
 * @param computes whether its work is nothing but computing, so that only as many run at a time as there are cores to spare
 */
public record NamedFilter(String name, FilterProvider provider, FilterKind kind, boolean computes) {
    /** Where its filter of this message runs. */
    FilterKind kind(FilteredMessage message) {
        return provider instanceof SizedProvider sized ? sized.kind(message) : kind;
    }
}
