package org.example;

import org.whippletree.proxy.filter.FilterKind;

/** Does wrong on the event loop. */
public final class ClumsyOnLoop extends Clumsy {
    @Override
    public FilterKind kind() {
        return FilterKind.EVENT;
    }
}
