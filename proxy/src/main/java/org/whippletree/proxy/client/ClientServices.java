package org.whippletree.proxy.client;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Optional;
import org.whippletree.config.ClientLimits;
import org.whippletree.config.ProxyConfig;
import org.whippletree.proxy.Shedding;
import org.whippletree.proxy.exchange.DataPath;
import org.whippletree.proxy.http.Refusal;
import org.whippletree.proxy.http.RequestRules;
import org.whippletree.proxy.identity.RemoteIp;
import org.whippletree.proxy.log.AccessLogs;
import org.whippletree.proxy.time.Deadlines;

/**
 * What every client connection of a child needs.
 *
 * @param remoteIp says whose requests a connection brings
 * @param underscored deals with names that backends may take for others
 */
public record ClientServices(
        Clients clients,
        DataPath path,
        Deadlines deadlines,
        Shedding shedding,
        ClientLimits limits,
        AccessLogs logs,
        RemoteIp remoteIp,
        UnderscoredFields underscored) {
    /** Those of a child that is configured so. */
    public static ClientServices of(
            ProxyConfig config,
            Clients clients,
            DataPath path,
            Deadlines deadlines,
            Shedding shedding,
            AccessLogs logs) {
        ClientLimits limits = config.client();
        return new ClientServices(
                clients,
                path,
                deadlines,
                shedding,
                limits,
                logs,
                new RemoteIp(limits.identity().remoteIp()),
                new UnderscoredFields(limits.protocol().underscores()));
    }

    /**
     * Why a request is not forwarded: the rules of HTTP, or the size of its body; empty if it may be. Fields that it may not have are
     * taken out.
     *
     * @param underscoredNames whether its fields may have underscores in their names
     */
    Optional<Refusal> requestRefusal(HttpRequest request, boolean underscoredNames, String client) {
        Optional<Refusal> refusal = RequestRules.refusal(request, limits.protocol());
        if (refusal.isEmpty() && underscoredNames) {
            refusal = underscored.screen(request.headers(), client);
        }
        long most = limits.request().body();
        boolean tooLong = refusal.isEmpty() && most > 0 && HttpUtil.getContentLength(request, 0L) > most;
        return tooLong ? Optional.of(new Refusal(413, "the body is longer than LimitRequestBody allows")) : refusal;
    }
}
