package org.whippletree.supervisor.admin;

import java.util.Arrays;
import java.util.OptionalInt;
import org.whippletree.supervisor.status.MachineFacts;
import org.whippletree.supervisor.status.ServerStatus;
import org.whippletree.supervisor.status.StatusAuto;
import org.whippletree.supervisor.status.StatusHtml;
import org.whippletree.supervisor.status.StatusJson;
import org.whippletree.supervisor.status.StatusText;

/**
 * What the words of a query ask for, in httpd's way: {@code auto}, {@code refresh} and {@code refresh=n}, and beside them
 * {@code json} and {@code text}. Unknown words are ignored.
 *
 * @param face the way to show the status
 * @param refreshSeconds after how many seconds a browser is to ask again
 */
record StatusQuery(Face face, OptionalInt refreshSeconds) {
    /** As httpd's page where {@code refresh} names no number above zero. */
    private static final int REFRESH_SECONDS = 10;

    private static final String TEXT = "text/plain; charset=utf-8";

    /** A way to show a status. */
    enum Face {
        PAGE("text/html; charset=utf-8"),
        JSON("application/json"),
        AUTO(TEXT),
        TERMINAL(TEXT);

        private final String contentType;

        Face(String contentType) {
            this.contentType = contentType;
        }

        String contentType() {
            return contentType;
        }

        String render(ServerStatus status) {
            return switch (this) {
                case PAGE -> StatusHtml.render(status, MachineFacts.now(status));
                case JSON -> StatusJson.render(status).encodePrettily() + "\n";
                case AUTO -> StatusAuto.render(status, MachineFacts.now(status));
                case TERMINAL -> StatusText.render(status);
            };
        }
    }

    static StatusQuery parse(String query) {
        Face face = Face.PAGE;
        OptionalInt refresh = OptionalInt.empty();
        for (String word : Arrays.asList(query.split("&"))) {
            int equals = word.indexOf('=');
            switch (equals < 0 ? word : word.substring(0, equals)) {
                case "json" -> face = Face.JSON;
                case "auto" -> face = Face.AUTO;
                case "text" -> face = Face.TERMINAL;
                case "refresh" -> refresh = OptionalInt.of(seconds(equals < 0 ? "" : word.substring(equals + 1)));
                default -> {}
            }
        }
        return new StatusQuery(face, refresh);
    }

    private static int seconds(String text) {
        int seconds = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
        return seconds < 1 ? REFRESH_SECONDS : seconds;
    }
}
