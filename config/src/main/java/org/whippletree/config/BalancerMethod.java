package org.whippletree.config;

/** How a balancer chooses the member of a request ({@code lbmethod}). */
public enum BalancerMethod {
    /** By weighted request count: smooth weighted round robin. */
    BYREQUESTS,
    /** By weighted bytes of bodies, both ways. */
    BYTRAFFIC,
    /** By requests in progress. */
    BYBUSYNESS
}
