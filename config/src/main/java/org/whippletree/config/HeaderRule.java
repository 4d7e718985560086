package org.whippletree.config;

/**
 * One {@code RequestHeader} or {@code Header}.
 *
 * @param action what is done
 * @param name the field's name
 * @param value the value, or the pattern of an edit; empty for an unset
 * @param replacement what an edit puts in place of a match, with {@code $1} for its first group
 */
public record HeaderRule(HeaderAction action, String name, String value, String replacement) {}
