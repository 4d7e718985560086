package org.whippletree.proxy.exchange;

/** Every way an exchange can fail, and the status it becomes: the only place where a failure is given one. */
public enum ProxyFailure {
    /** No route takes the path. */
    NO_ROUTE(404),
    /** The path leads above the root. */
    BAD_PATH(400),
    /** Too many requests wait for a worker, or this one waited too long. */
    NO_WORKER(503),
    /** No member of the balancer can be reached. */
    NO_MEMBER(503),
    /** The backend closed the connection before it answered. */
    BACKEND_CLOSED(502),
    /** The backend's answer cannot be passed on. */
    BROKEN_ANSWER(502),
    /** The backend made no progress for its timeout. */
    BACKEND_TIMEOUT(504),
    /** The request's body is no body. */
    BROKEN_REQUEST(400),
    /** The client did not send the request in time. */
    CLIENT_TIMEOUT(408);

    private final int status;

    ProxyFailure(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** Whether it is no fault of the client's: worth a warning. */
    boolean onServerSide() {
        return status >= 500;
    }
}
