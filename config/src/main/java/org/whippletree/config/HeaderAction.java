package org.whippletree.config;

/** What a rule does with the fields of its name. */
public enum HeaderAction {
    /** Another field of the name comes. */
    ADD,
    /** The value comes behind those that are there, in one field. */
    APPEND,
    /** The same, unless it is among them. */
    MERGE,
    /** One field of the name is there, with this value. */
    SET,
    /** The same, unless there is one with a value. */
    SET_IF_EMPTY,
    /** No field of the name is there. */
    UNSET,
    /** The first match of a pattern in each value is replaced. */
    EDIT,
    /** Every match is. */
    EDIT_ALL,
    /** The request's fields whose names a pattern is found in come with the answer. */
    ECHO,
    /** The value becomes a note of the exchange, for the access log. */
    NOTE
}
