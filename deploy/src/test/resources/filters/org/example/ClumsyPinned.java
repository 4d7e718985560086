package org.example;

import org.whippletree.proxy.filter.FilterKind;

/** Does wrong on the thread of its connection. */
public final class ClumsyPinned extends Clumsy {
    @Override
    public FilterKind kind() {
        return FilterKind.CONNECTION;
    }
}
