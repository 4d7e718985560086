package org.whippletree.config;

import java.time.Duration;

/**
 * How clients are treated.
 *
 * @param timeout how long one read or write may make no progress ({@code Timeout})
 * @param keepAlive whether connections are kept for another request
 * @param keepAliveTimeout how long an idle connection is kept
 * @param maxKeepAliveRequests requests on one connection; 0: any number
 * @param halfCloseTimeout how long an answer may still take after the client's FIN
 * @param flushMaxThreshold bytes of an answer that may wait for a slow client
 * @param requestLineLimit bytes of the request line
 * @param fieldsLimit bytes of all header fields together
 * @param protocol how strictly requests and answers are read
 * @param request how large a request may be and how long it may take
 * @param counts how many clients there may be
 * @param identity who the client of a request is taken to be
 */
public record ClientLimits(
        Duration timeout,
        boolean keepAlive,
        Duration keepAliveTimeout,
        int maxKeepAliveRequests,
        Duration halfCloseTimeout,
        int flushMaxThreshold,
        int requestLineLimit,
        int fieldsLimit,
        ProtocolOptions protocol,
        RequestLimits request,
        ClientCounts counts,
        IdentityRules identity) {
    /** With the usual limits of requests, any number of clients, and each of them its own. */
    public ClientLimits(
            Duration timeout,
            boolean keepAlive,
            Duration keepAliveTimeout,
            int maxKeepAliveRequests,
            Duration halfCloseTimeout,
            int flushMaxThreshold,
            int requestLineLimit,
            int fieldsLimit,
            ProtocolOptions protocol) {
        this(
                timeout,
                keepAlive,
                keepAliveTimeout,
                maxKeepAliveRequests,
                halfCloseTimeout,
                flushMaxThreshold,
                requestLineLimit,
                fieldsLimit,
                protocol,
                RequestLimits.usual(),
                ClientCounts.unbounded(),
                IdentityRules.usual());
    }
}
