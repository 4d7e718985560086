package org.whippletree.config;

/** What an item of an access log's format stands for; httpd's letter is named first. */
public enum LogValue {
    /** Plain text between the items. */
    TEXT,
    /** {@code %a}, {@code %h}: the client's address. */
    CLIENT_ADDRESS,
    /** <code>%{c}a</code>: the address of whoever holds the connection, which can be a proxy before this one. */
    PEER_ADDRESS,
    /** {@code %A}: the address that the client connected to. */
    LOCAL_ADDRESS,
    /** {@code %B}: bytes of the body. */
    BODY_BYTES,
    /** {@code %b}: the same, with a dash for none. */
    BODY_BYTES_OR_DASH,
    /** <code>%{name}C</code>: a cookie of the request. */
    COOKIE,
    /** {@code %D}, <code>%{us}T</code>: the exchange's time in microseconds. */
    MICROSECONDS,
    /** <code>%{ms}T</code>: the exchange's time in milliseconds. */
    MILLISECONDS,
    /** {@code %T}: the exchange's time in seconds. */
    SECONDS,
    /** <code>%{name}e</code>: a variable, of {@code SetEnvIf} or of the balancer. */
    ENVIRONMENT,
    /** {@code %f}: what was asked of the backend, as httpd names the file behind a proxied path. */
    FILE,
    /** {@code %H}: the request's protocol. */
    PROTOCOL,
    /** <code>%{name}i</code>: a field of the request as the client sent it. */
    REQUEST_FIELD,
    /** <code>%{name}^ti</code>: a trailer of the request. */
    REQUEST_TRAILER,
    /** {@code %k}: how many requests the connection brought before this one. */
    KEEP_ALIVE_REQUESTS,
    /** {@code %l}, {@code %L}, {@code %u}: what nobody finds out here. */
    DASH,
    /** {@code %m}: the method. */
    METHOD,
    /** <code>%{name}o</code>: a field of the answer as the client gets it. */
    ANSWER_FIELD,
    /** <code>%{name}^to</code>: a trailer of the answer. */
    ANSWER_TRAILER,
    /** <code>%{name}n</code>: a note of {@code Header note}. */
    NOTE,
    /** {@code %p}, <code>%{local}p</code>: the port that the client connected to. */
    LOCAL_PORT,
    /** <code>%{remote}p</code>: the client's port. */
    CLIENT_PORT,
    /** {@code %P}: the child's pid. */
    PID,
    /** <code>%{tid}P</code>: the thread that served the request. */
    THREAD,
    /** <code>%{hextid}P</code>: the same in hexadecimal digits. */
    THREAD_HEX,
    /** {@code %q}: the query with its question mark. */
    QUERY,
    /** {@code %r}: the request line. */
    REQUEST_LINE,
    /** {@code %R}: what answered: {@code proxy-server} if a backend was asked. */
    HANDLER,
    /** {@code %s}: the status. */
    STATUS,
    /** {@code %t}: when the request came; the argument is a pattern of strftime. */
    BEGIN_TIME,
    /** <code>%{end:...}t</code>: when the answer had been sent. */
    END_TIME,
    /** {@code %U}: the path, decoded. */
    PATH,
    /** {@code %v}: the server's name. */
    SERVER_NAME,
    /** {@code %V}: the host that the client asked for. */
    CLIENT_HOST,
    /** {@code %X}: what became of the connection: X aborted, + kept, - closed. */
    CONNECTION_STATUS,
    /** {@code %I}: bytes that came, with heads. */
    BYTES_IN,
    /** {@code %O}: bytes that went, with heads. */
    BYTES_OUT,
    /** {@code %S}: both. */
    BYTES_BOTH
}
