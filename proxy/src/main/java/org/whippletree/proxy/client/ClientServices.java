package org.whippletree.proxy.client;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Optional;
import org.whippletree.config.ClientLimits;
import org.whippletree.proxy.Shedding;
import org.whippletree.proxy.exchange.DataPath;
import org.whippletree.proxy.exchange.ServedHost;
import org.whippletree.proxy.http.Refusal;
import org.whippletree.proxy.http.RequestRules;
import org.whippletree.proxy.log.AccessLogs;
import org.whippletree.proxy.time.Deadlines;

/**
 * What every client connection to one address needs.
 *
 * @param first whose clients they are until a request names another host
 * @param underscored deals with names that backends may take for others
 */
public record ClientServices(
        Clients clients,
        DataPath path,
        Deadlines deadlines,
        Shedding shedding,
        AccessLogs logs,
        ServedHost first,
        UnderscoredFields underscored) {
    /** Those of a child, for clients that belong to no virtual host. */
    public static ClientServices of(
            Clients clients, DataPath path, Deadlines deadlines, Shedding shedding, AccessLogs logs) {
        return of(clients, path, deadlines, shedding, logs, path.hosts().main());
    }

    private static ClientServices of(
            Clients clients, DataPath path, Deadlines deadlines, Shedding shedding, AccessLogs logs, ServedHost first) {
        return new ClientServices(
                clients,
                path,
                deadlines,
                shedding,
                logs,
                first,
                new UnderscoredFields(first.limits().protocol().underscores()));
    }

    /** The same for another address. */
    ClientServices at(ServedHost other) {
        return of(clients, path, deadlines, shedding, logs, other);
    }

    /** How clients are treated until a request names a host. */
    ClientLimits limits() {
        return first.limits();
    }

    /**
     * Why a request is not forwarded: the rules of HTTP, or the size of its body; empty if it may be. Fields that it may not have are
     * taken out.
     *
     * @param underscoredNames whether its fields may have underscores in their names
     * @param limits of the host that it is for
     */
    Optional<Refusal> requestRefusal(
            HttpRequest request, boolean underscoredNames, String client, ClientLimits limits) {
        Optional<Refusal> refusal = RequestRules.refusal(request, limits.protocol());
        if (refusal.isEmpty() && underscoredNames) {
            refusal = underscored.screen(request.headers(), client);
        }
        long most = limits.request().body();
        boolean tooLong = refusal.isEmpty() && most > 0 && HttpUtil.getContentLength(request, 0L) > most;
        return tooLong ? Optional.of(new Refusal(413, "the body is longer than LimitRequestBody allows")) : refusal;
    }
}
