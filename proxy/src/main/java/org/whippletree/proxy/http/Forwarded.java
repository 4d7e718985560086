package org.whippletree.proxy.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import org.whippletree.proxy.identity.ClientIdentity;

/** Writes the field Forwarded (RFC 7239). Pure. */
final class Forwarded {
    static final AsciiString NAME = AsciiString.cached("Forwarded");

    private Forwarded() {}

    /**
     * What this proxy adds: behind the elements of trusted proxies, the last of them itself; without any, the client as far as it is
     * known.
     *
     * @param headers with what trusted proxies say, if they say something
     * @param scheme of the connection
     */
    static String element(HttpHeaders headers, ClientIdentity client, String clientHost, String scheme) {
        boolean behindOthers = headers.contains(NAME);
        String told = headers.get(RequestHeaders.X_FORWARDED_PROTO);
        boolean toldScheme = !behindOthers && client.vouched() && told != null && Characters.isToken(told);
        StringBuilder element = new StringBuilder("for=").append(node(behindOthers ? client.peer() : client.address()));
        if (!clientHost.isEmpty()) {
            element.append(";host=").append(value(clientHost));
        }
        return element.append(";proto=").append(toldScheme ? told : scheme).toString();
    }

    /** RFC 7239, 6: an IPv6 address stands in brackets, and those in quotes. */
    private static String node(String address) {
        if (address.isEmpty()) {
            return "unknown";
        }
        return address.indexOf(':') >= 0 ? "\"[" + address + "]\"" : address;
    }

    private static String value(String text) {
        return Characters.isToken(text)
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
