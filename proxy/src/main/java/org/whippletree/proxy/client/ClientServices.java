package org.whippletree.proxy.client;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Optional;
import org.whippletree.config.ClientLimits;
import org.whippletree.proxy.Shedding;
import org.whippletree.proxy.exchange.DataPath;
import org.whippletree.proxy.http.Refusal;
import org.whippletree.proxy.http.RequestRules;
import org.whippletree.proxy.log.AccessLogs;
import org.whippletree.proxy.time.Deadlines;

/**
 * What every client connection of a child needs.
 */
public record ClientServices(
        Clients clients, DataPath path, Deadlines deadlines, Shedding shedding, ClientLimits limits, AccessLogs logs) {
    /** Why a request is not forwarded: the rules of HTTP, or the size of its body; empty if it may be. */
    Optional<Refusal> requestRefusal(HttpRequest request) {
        Optional<Refusal> refusal = RequestRules.refusal(request, limits.protocol());
        long most = limits.request().body();
        boolean tooLong = refusal.isEmpty() && most > 0 && HttpUtil.getContentLength(request, 0L) > most;
        return tooLong ? Optional.of(new Refusal(413, "the body is longer than LimitRequestBody allows")) : refusal;
    }
}
