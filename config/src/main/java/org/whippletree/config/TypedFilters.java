package org.whippletree.config;

import java.util.List;

/**
 * Filters for answers of some types ({@code AddOutputFilterByType}).
 *
 * @param filters in the order of the way to the client
 * @param types media types in lower case, without parameters
 */
public record TypedFilters(List<FilterRef> filters, List<String> types) {
    public TypedFilters {
        filters = List.copyOf(filters);
        types = List.copyOf(types);
    }
}
