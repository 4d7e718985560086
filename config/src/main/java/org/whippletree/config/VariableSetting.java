package org.whippletree.config;

/**
 * What becomes of a variable of the exchange.
 *
 * @param name its name
 * @param value its value, with {@code $1} for the first group of the rule's pattern
 * @param removed whether it is taken away
 */
public record VariableSetting(String name, String value, boolean removed) {}
