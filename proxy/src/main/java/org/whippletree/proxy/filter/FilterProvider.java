package org.whippletree.proxy.filter;

import java.util.Optional;

/**
 * Makes a filter for each body. Found by {@link java.util.ServiceLoader} in the jars of {@code lib/ext}, made once per child by its
 * constructor without parameters, and named in {@code SetOutputFilter} and its kin by the simple name of its class, in any case.
 */
public interface FilterProvider {
    /** Where its filters run; always the same. */
    FilterKind kind();

    /**
     * A filter for the body of one message, or none if this one passes by unchanged. Called on the event loop before anything of the
     * message is sent on: it must not block, and may edit the message's fields. An exception fails the exchange with status 500.
     *
     * <p>Of an answer that has no body because HEAD asked for it, or because its status is 304, the fields alone count: the filter is
     * closed at once.
     */
    Optional<BodyFilter> open(FilteredMessage message) throws Exception;
}
