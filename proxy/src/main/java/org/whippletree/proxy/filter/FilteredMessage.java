package org.whippletree.proxy.filter;

import java.util.List;
import java.util.Optional;

/** A request or an answer whose body is about to be filtered. Only valid within {@link FilterProvider#open}, on the event loop. */
public interface FilteredMessage {
    /** Which way a message goes. */
    enum Direction {
        /** From the client to the backend. */
        REQUEST,
        /** From the backend to the client. */
        ANSWER
    }

    /** Which way this one goes. */
    Direction direction();

    /** The method of the request, or of the one that is answered. */
    String method();

    /** Path and query of the request as the client wrote them. */
    String target();

    /** The status of the answer; 0 for a request. */
    int status();

    /** A field of the request that is answered, or of this request; several lines of one name are joined with commas. */
    Optional<String> requestField(String name);

    /** The value of a variable that the configuration gave the request, by SetEnvIf and the like. */
    Optional<String> variable(String name);

    /** The first value of a field of this message. */
    Optional<String> field(String name);

    /** All values of a field of this message, in their order. */
    List<String> fields(String name);

    /** Replaces all values of a field. {@code Content-Length} and other fields that frame a message or end at this hop are refused. */
    void setField(String name, String value);

    /** Removes a field. Content-Length goes by itself once a filter is open. */
    void removeField(String name);

    /** Bytes that a filter may hold of a body, and write in one call ({@code FilterBufferSize}). */
    int bufferSize();
}
