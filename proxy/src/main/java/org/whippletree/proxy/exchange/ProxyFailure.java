package org.whippletree.proxy.exchange;

import io.netty.handler.codec.http.HttpRequest;

/** Every way an exchange can fail, and the status it becomes: the only place where a failure is given one. */
public enum ProxyFailure {
    /** No route takes the path. */
    NO_ROUTE(404, "Nothing is served under this path."),
    /** The path leads above the root. */
    BAD_PATH(400, "The path leads above the root."),
    /** The request may be forwarded no further. */
    TOO_FAR(400, "The request may go no further."),
    /** A Require does not admit the client. */
    FORBIDDEN(403, "You are not allowed to see what is under this path."),
    /** The client has to say who it is, or has said what is not so. */
    UNAUTHORIZED(401, "You have to log in with a name and a password that are known here."),
    /** Who the client is cannot be found out: the configuration is incomplete, or a file cannot be read. */
    LOGIN_BROKEN(500, "The server cannot check who you are."),
    /** A pattern of the configuration cannot tell within its bounds whether it is for the path. */
    PATTERN_TOO_HARD(500, "The server cannot tell what is served under this path."),
    /** What answers here has no such method. */
    METHOD_NOT_ALLOWED(405, "This can only be read."),
    /** Too many requests wait for a worker, or this one waited too long. */
    NO_WORKER(503, "The server is busy. Please try again."),
    /** No member of the balancer can be reached. */
    NO_MEMBER(503, "The service cannot be reached at the moment. Please try again."),
    /** All connections to the members are in use. */
    POOL_FULL(503, "The service is busy. Please try again."),
    /** The backend closed the connection before it answered. */
    BACKEND_CLOSED(502, "The service ended the connection before it answered."),
    /** The backend's answer cannot be passed on. */
    BROKEN_ANSWER(502, "The service gave an answer that cannot be passed on."),
    /** A filter has failed, or worked for too long. */
    FILTER_FAILED(500, "The server failed to prepare the answer."),
    /** The backend made no progress for its timeout. */
    BACKEND_TIMEOUT(504, "The service did not answer in time."),
    /** The request's body is no body. */
    BROKEN_REQUEST(400, "The request cannot be read."),
    /** The request's body is longer than it may be. */
    BODY_TOO_LONG(413, "The body is longer than is allowed here."),
    /** The client did not send the request in time. */
    CLIENT_TIMEOUT(408, "The request did not come in time.");

    private static final System.Logger LOG = System.getLogger(ProxyFailure.class.getName());

    private final int status;
    private final String told;

    ProxyFailure(int status, String told) {
        this.status = status;
        this.told = told;
    }

    public int status() {
        return status;
    }

    /** What the client is told: no word of what stands behind the proxy. The log says more. */
    public String told() {
        return told;
    }

    /** Says why, as a warning where it is no fault of the client's. */
    void log(String reason, HttpRequest request) {
        System.Logger.Level level = status >= 500 ? System.Logger.Level.WARNING : System.Logger.Level.INFO;
        if (LOG.isLoggable(level)) {
            LOG.log(level, "{0}: {1} ({2} {3})", this, reason, request.method(), request.uri());
        }
    }
}
