package org.whippletree.supervisor.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/**
 * A backend that answers each request with its name, after a while. Lives on the event loop of its Vert.x.
 *
 * @param name what it calls itself
 * @param delayMillis how long it thinks about an answer
 * @param port where it listens, on the loopback address
 */
record SampleBackend(String name, long delayMillis, int port) {
    /** Names the backend in an answer. */
    static final String HEADER = "X-Backend";

    private static final String HOST = "127.0.0.1";

    /** Starts one on a free port; it ends with the Vert.x. */
    static Future<SampleBackend> start(Vertx vertx, String name, long delayMillis) {
        return vertx.createHttpServer()
                .requestHandler(request -> vertx.setTimer(delayMillis, due -> answer(request, name)))
                .listen(0, HOST)
                .map(HttpServer::actualPort)
                .map(port -> new SampleBackend(name, delayMillis, port));
    }

    String url() {
        return "http://" + HOST + ":" + port;
    }

    private static void answer(HttpServerRequest request, String name) {
        request.response()
                .putHeader("Content-Type", "application/json")
                .putHeader(HEADER, name)
                .end(new JsonObject()
                                .put("backend", name)
                                .put("path", request.path())
                                .encode()
                        + "\n");
    }
}
