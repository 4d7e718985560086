package org.whippletree.proxy.log;

import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Function;
import org.whippletree.config.LogItem;
import org.whippletree.config.LogValue;
import org.whippletree.proxy.http.RequestTarget;
import org.whippletree.proxy.log.LineFormat.FieldWriter;

/**
 * What each item of a format writes. Pure.
 *
 * @param serverName written for {@code %v}
 * @param pid written for {@code %P}
 * @param zone of the times
 * @param places which field stands at which place of the exchange's arrays
 */
record FieldWriters(String serverName, long pid, ZoneId zone, FieldPlaces places) {
    private static final String SCHEME_END = "://";

    FieldWriter writer(LogItem item) {
        return switch (item.value()) {
            case TEXT -> plain(exchange -> item.argument());
            case CLIENT_ADDRESS -> orDash(exchange -> exchange.client.identity().address());
            case PEER_ADDRESS -> orDash(exchange -> LoggedExchange.Client.address(exchange.client.peer()));
            case LOCAL_ADDRESS -> orDash(exchange -> LoggedExchange.Client.address(exchange.client.local()));
            case CLIENT_PORT ->
                number(exchange -> (long) exchange.client.identity().port());
            case LOCAL_PORT -> orDash(exchange -> LoggedExchange.Client.port(exchange.client.local()));
            case BODY_BYTES -> number(exchange -> exchange.bodyBytes);
            case BODY_BYTES_OR_DASH -> orDash(FieldWriters::bodyBytes);
            case BYTES_IN -> number(exchange -> exchange.bytesIn);
            case BYTES_OUT -> number(exchange -> exchange.bytesOut);
            case BYTES_BOTH -> number(exchange -> exchange.bytesIn + exchange.bytesOut);
            case KEEP_ALIVE_REQUESTS -> number(exchange -> (long) exchange.client.earlier());
            case MICROSECONDS -> number(exchange -> exchange.took.toNanos() / 1_000);
            case MILLISECONDS -> number(exchange -> exchange.took.toMillis());
            case SECONDS -> number(exchange -> exchange.took.toSeconds());
            case PID -> number(exchange -> pid);
            case THREAD -> number(exchange -> exchange.thread);
            case THREAD_HEX -> plain(exchange -> Long.toHexString(exchange.thread));
            case STATUS -> orDash(exchange -> exchange.status == 0 ? "" : String.valueOf(exchange.status));
            case DASH -> plain(exchange -> "-");
            case CONNECTION_STATUS -> plain(exchange -> exchange.fate.sign);
            case SERVER_NAME -> text(exchange -> serverName);
            case BEGIN_TIME, END_TIME -> time(item);
            case ENVIRONMENT -> text(exchange -> environment(item.argument(), exchange));
            case NOTE -> text(exchange -> exchange.notes.note(item.argument()));
            case HANDLER -> plain(exchange -> exchange.member == null ? "-" : "proxy-server");
            case FILE -> text(FieldWriters::file);
            case REQUEST_FIELD, REQUEST_TRAILER, ANSWER_FIELD, ANSWER_TRAILER, COOKIE, CLIENT_HOST -> field(item);
            case PROTOCOL, METHOD, QUERY, REQUEST_LINE, PATH -> requestPart(item);
        };
    }

    private FieldWriter requestPart(LogItem item) {
        return switch (item.value()) {
            case PROTOCOL -> readable(exchange -> exchange.protocol);
            case METHOD -> readable(exchange -> exchange.method.name());
            case QUERY -> readable(FieldWriters::query);
            case PATH -> readable(FieldWriters::path);
            default -> readable(exchange -> exchange.method.name() + " " + exchange.target + " " + exchange.protocol);
        };
    }

    private FieldWriter field(LogItem item) {
        String name = item.argument().toLowerCase(Locale.ROOT);
        return switch (item.value()) {
            case REQUEST_FIELD -> at(places.request().indexOf(name), exchange -> exchange.requestFields);
            case REQUEST_TRAILER -> at(places.requestTrailers().indexOf(name), exchange -> exchange.requestTrailers);
            case ANSWER_FIELD -> at(places.answer().indexOf(name), exchange -> exchange.answerFields);
            case ANSWER_TRAILER -> at(places.answerTrailers().indexOf(name), exchange -> exchange.answerTrailers);
            case COOKIE -> {
                int index = places.request().indexOf("cookie");
                yield text(exchange -> cookie(exchange.requestFields[index], item.argument()));
            }
            default -> {
                int index = places.request().indexOf("host");
                yield text(exchange -> clientHost(exchange, exchange.requestFields[index]));
            }
        };
    }

    /** The field of one place, if any of its kind have come. */
    private static FieldWriter at(int index, Function<LoggedExchange, String[]> values) {
        return text(exchange -> {
            String[] come = values.apply(exchange);
            return index < come.length ? come[index] : null;
        });
    }

    private FieldWriter time(LogItem item) {
        Strftime.Clockwork clockwork = Strftime.compile(item.argument(), zone);
        return item.value() == LogValue.END_TIME
                ? plain(exchange -> clockwork.text(exchange.began.plus(exchange.took)))
                : plain(exchange -> clockwork.text(exchange.began));
    }

    private static FieldWriter plain(Function<LoggedExchange, String> value) {
        return (line, exchange) -> line.append(value.apply(exchange));
    }

    private static FieldWriter number(Function<LoggedExchange, Long> value) {
        return (line, exchange) -> line.append(value.apply(exchange).longValue());
    }

    private static FieldWriter text(Function<LoggedExchange, String> value) {
        return (line, exchange) -> LogText.append(line, value.apply(exchange));
    }

    private static FieldWriter orDash(Function<LoggedExchange, String> value) {
        return (line, exchange) -> {
            String text = value.apply(exchange);
            line.append(text.isEmpty() ? "-" : text);
        };
    }

    /** A request that could not be read has no parts. */
    private static FieldWriter readable(Function<LoggedExchange, String> value) {
        return text(exchange -> exchange.readable ? value.apply(exchange) : null);
    }

    private static String bodyBytes(LoggedExchange exchange) {
        return exchange.bodyBytes == 0 ? "" : String.valueOf(exchange.bodyBytes);
    }

    private static String query(LoggedExchange exchange) {
        int question = exchange.target.indexOf('?');
        return question < 0 ? "" : exchange.target.substring(question);
    }

    private static String path(LoggedExchange exchange) {
        String target = exchange.target;
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        int scheme = path.indexOf(SCHEME_END);
        if (!path.startsWith("/") && scheme > 0) {
            int slash = path.indexOf('/', scheme + SCHEME_END.length());
            path = slash < 0 ? "/" : path.substring(slash);
        }
        if (path.startsWith("/")) {
            path = RequestTarget.parse(path).map(RequestTarget::path).orElse(path);
        }
        return LogText.decoded(path);
    }

    private String clientHost(LoggedExchange exchange, String host) {
        String authority = authority(exchange, host);
        return authority.isEmpty()
                ? serverName
                : authority.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
    }

    /** Host and port as the client named them; empty if it did not. */
    private static String authority(LoggedExchange exchange, String host) {
        String target = exchange.target;
        int scheme = target.startsWith("/") ? -1 : target.indexOf(SCHEME_END);
        if (scheme > 0) {
            return target.substring(scheme + SCHEME_END.length()).split("[/?]", 2)[0];
        }
        return host == null ? "" : host;
    }

    private static String file(LoggedExchange exchange) {
        return exchange.member == null || exchange.asked.isEmpty()
                ? null
                : "proxy:http" + SCHEME_END + exchange.member.authority() + exchange.asked;
    }

    private static String cookie(String field, String name) {
        if (field == null) {
            return null;
        }
        for (String pair : field.split("[;,]")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
                return pair.substring(equals + 1).strip();
            }
        }
        return null;
    }

    private static String environment(String name, LoggedExchange exchange) {
        String variable = exchange.notes.variable(name);
        if (variable != null || exchange.member == null) {
            return variable;
        }
        return switch (name) {
            case "UPSTREAM_ATTEMPTS" -> String.valueOf(exchange.attempts);
            case "UPSTREAM_REUSED" -> exchange.reused ? "1" : "0";
            case "UPSTREAM_TIME" -> String.valueOf(exchange.upstreamTook.toNanos() / 1_000);
            default -> null;
        };
    }
}
