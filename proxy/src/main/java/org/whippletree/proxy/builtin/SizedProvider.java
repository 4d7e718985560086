package org.whippletree.proxy.builtin;

import org.whippletree.proxy.filter.FilterKind;
import org.whippletree.proxy.filter.FilterProvider;
import org.whippletree.proxy.filter.FilteredMessage;

/** A provider whose filters block for large bodies only: a small one is not worth the way to another thread. */
public abstract class SizedProvider implements FilterProvider {
    private static final long SMALL_BYTES = 8_192;

    @Override
    public final FilterKind kind() {
        return FilterKind.BLOCKING;
    }

    /** Where the filter of this message runs. */
    public final FilterKind kind(FilteredMessage message) {
        boolean small = message.field("Content-Length")
                .filter(length -> length.matches("[0-9]{1,9}") && Long.parseLong(length) <= SMALL_BYTES)
                .isPresent();
        return small ? FilterKind.EVENT : FilterKind.BLOCKING;
    }

    /** Whether the body is a representation as a whole, in no coding. */
    static boolean plain(FilteredMessage answer) {
        String coding = answer.field("Content-Encoding").orElse("identity").strip();
        return coding.equalsIgnoreCase("identity")
                && answer.field("Content-Range").isEmpty()
                && answer.status() != 206;
    }
}
