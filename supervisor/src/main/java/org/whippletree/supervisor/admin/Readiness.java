package org.whippletree.supervisor.admin;

/**
 * Whether the server takes clients.
 *
 * @param ready whether a client that comes now is accepted
 * @param reason in a sentence's words, for whoever reads the probe's answer
 */
public record Readiness(boolean ready, String reason) {}
