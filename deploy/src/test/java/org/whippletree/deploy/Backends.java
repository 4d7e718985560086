package org.whippletree.deploy;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Two WireMock backends that answer every request with their name, after a while. */
final class Backends implements AutoCloseable {
    private final List<WireMockServer> servers;

    private Backends(List<WireMockServer> servers) {
        this.servers = servers;
    }

    static Backends answeringAfter(int delayMillis) {
        List<WireMockServer> servers = Stream.of("a", "b")
                .map(name -> {
                    WireMockServer server = new WireMockServer(options()
                            .bindAddress("127.0.0.1")
                            .dynamicPort()
                            .containerThreads(40)
                            .maxRequestJournalEntries(1_000));
                    server.start();
                    server.stubFor(any(anyUrl())
                            .willReturn(ok("answer of " + name + "\n").withFixedDelay(delayMillis)));
                    return server;
                })
                .toList();
        return new Backends(servers);
    }

    List<String> urls() {
        return servers.stream().map(Backends::url).toList();
    }

    /** How many requests each has seen, by URL. */
    Map<String, Long> requests() {
        Map<String, Long> requests = new TreeMap<>();
        for (WireMockServer server : servers) {
            requests.put(url(server), (long)
                    server.countRequestsMatching(anyRequestedFor(anyUrl()).build())
                            .getCount());
        }
        return requests;
    }

    private static String url(WireMockServer server) {
        return "http://127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        servers.forEach(WireMockServer::stop);
    }
}
