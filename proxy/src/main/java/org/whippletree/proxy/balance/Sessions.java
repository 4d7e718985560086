package org.whippletree.proxy.balance;

import java.util.List;
import org.whippletree.config.StickySessions;

/** Finds the route of a session in a request, as mod_proxy_balancer does: in its address, else in its cookies. Pure. */
final class Sessions {
    private final StickySessions config;
    private final String beforeValue;

    Sessions(StickySessions config) {
        this.config = config;
        this.beforeValue = config.parameter() + "=";
    }

    /**
     * The route; empty if the request belongs to no session or its session has none.
     *
     * @param address path and query
     * @param cookies the values of all its Cookie fields
     */
    String route(String address, List<String> cookies) {
        if (!config.active()) {
            return "";
        }
        String session = fromAddress(address);
        for (int i = 0; i < cookies.size() && session.isEmpty(); i++) {
            session = fromCookie(cookies.get(i));
        }
        if (config.separator().isEmpty()) {
            return session;
        }
        int separator = session.indexOf(config.separator());
        return separator < 0 ? "" : session.substring(separator + 1);
    }

    private String fromAddress(String address) {
        int at = address.indexOf(beforeValue);
        return at < 0 ? "" : upTo(address, at + beforeValue.length(), config.semicolonEnds() ? ";?&" : "?&");
    }

    private String fromCookie(String cookies) {
        String name = config.cookie();
        for (int at = cookies.indexOf(name); at >= 0; at = cookies.indexOf(name, at + 1)) {
            boolean begins = at == 0 || " \t;,".indexOf(cookies.charAt(at - 1)) >= 0;
            int end = at + name.length();
            while (end < cookies.length() && cookies.charAt(end) == ' ') {
                end++;
            }
            if (begins && end < cookies.length() && cookies.charAt(end) == '=') {
                return upTo(cookies, end + 1, ";,");
            }
        }
        return "";
    }

    private static String upTo(String text, int start, String ends) {
        int end = start;
        while (end < text.length() && ends.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(start, end);
    }
}
