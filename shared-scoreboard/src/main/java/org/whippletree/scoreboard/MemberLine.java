package org.whippletree.scoreboard;

/**
 * One member of a balancer, as one child sees it.
 *
 * @param balancer the balancer's name
 * @param url the member's
 * @param state the child's word for its state
 * @param busy exchanges in flight to it
 * @param requests sent to it since the child started
 * @param errors answers that failed since the child started
 */
public record MemberLine(String balancer, String url, String state, int busy, long requests, long errors) {}
