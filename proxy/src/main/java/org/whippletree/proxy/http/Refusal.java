package org.whippletree.proxy.http;

/**
 * Why a request is not forwarded.
 *
 * @param status the answer's status code
 * @param reason for the log and the answer's body
 */
public record Refusal(int status, String reason) {}
