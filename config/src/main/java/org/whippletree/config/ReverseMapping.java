package org.whippletree.config;

/**
 * One {@code ProxyPassReverse}: a location that a backend names is mapped back to the path its client knows.
 *
 * @param path the path that clients use
 * @param url the URL prefix in the backend's words; {@code balancer://NAME/path} stands for each of its members
 */
public record ReverseMapping(String path, String url) {}
