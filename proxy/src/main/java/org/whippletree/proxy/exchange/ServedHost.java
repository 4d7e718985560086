package org.whippletree.proxy.exchange;

import org.whippletree.config.ClientLimits;
import org.whippletree.config.HostConfig;
import org.whippletree.config.ProxyConfig;
import org.whippletree.proxy.chain.FilterLibrary;
import org.whippletree.proxy.http.CookieMapper;
import org.whippletree.proxy.http.ErrorTable;
import org.whippletree.proxy.http.HeaderEdits;
import org.whippletree.proxy.http.LocationMapper;
import org.whippletree.proxy.http.RequestHeaders;
import org.whippletree.proxy.http.ResponseHeaders;
import org.whippletree.proxy.identity.RemoteIp;
import org.whippletree.proxy.notes.ExchangeNotes;

/** What holds for the requests to one host, ready to be applied. Owned by the event loop. */
public final class ServedHost {
    final Routing routing;
    final RequestHeaders requestHeaders;

    private final HostConfig config;
    private final int number;
    private final ResponseHeaders responseHeaders;
    private final ClientLimits limits;
    private final RemoteIp remoteIp;
    private final boolean notesRead;

    /**
     * @param number its place in {@link ProxyConfig#all}
     * @param childLabel value of X-Whippletree-Child
     * @param library has the filters that the configuration names
     */
    ServedHost(ProxyConfig proxy, int number, String childLabel, FilterLibrary library) {
        this.config = proxy.all().get(number);
        this.number = number;
        this.limits = proxy.client(number);
        this.remoteIp = new RemoteIp(limits.identity().remoteIp());
        this.notesRead = ExchangeNotes.readBy(config);
        this.routing = new Routing(config, library);
        this.requestHeaders = new RequestHeaders(
                config.serverName(), limits.identity(), config.options().via());
        this.responseHeaders = new ResponseHeaders(
                config.serverName(),
                config.options().childHeader() ? childLabel : "",
                new LocationMapper(config.reverseMappings(), proxy.balancers()),
                new CookieMapper(config.cookieMappings()),
                System::currentTimeMillis,
                config.options().via());
    }

    /** Its name, for error pages. */
    public String name() {
        return config.serverName();
    }

    /** Its place among all hosts, of which the server itself is the first. */
    public int number() {
        return number;
    }

    /** What answers of our own carry beside those of backends. */
    public ResponseHeaders responseHeaders() {
        return responseHeaders;
    }

    /** How its clients are treated. */
    public ClientLimits limits() {
        return limits;
    }

    /** Says whose requests a connection brings. */
    public RemoteIp remoteIp() {
        return remoteIp;
    }

    /** For an exchange that begins. */
    public ExchangeNotes newNotes() {
        return notesRead ? new ExchangeNotes() : ExchangeNotes.UNREAD;
    }

    /** Bytes of the longest body of a request. */
    long bodyLimit() {
        long most = limits.request().body();
        return most == 0 ? Long.MAX_VALUE : most;
    }

    /** Whether lines without a colon may stand in the heads of answers. */
    boolean badFieldsIgnored() {
        return config.options().forwarding().badFieldsIgnored();
    }

    /** Whether a filter wants a worker for each connection, whatever is asked for. */
    public boolean reservesWorkers() {
        return routing.reservesWorkers();
    }

    /** What stands in place of errors. */
    public ErrorTable errors() {
        return routing.errors();
    }

    /** What is done with the fields of answers that are given before a request is routed. */
    public HeaderEdits editsEverywhere() {
        return routing.editsEverywhere();
    }
}
