package org.whippletree.config;

/**
 * Proxies whose word is taken for who their clients are.
 *
 * @param range their addresses
 * @param internal whether they may name private addresses, and need not be told of ({@code RemoteIPInternalProxy})
 */
public record TrustedProxy(AddressRange range, boolean internal) {}
