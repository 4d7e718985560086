package org.whippletree.deploy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sends the requests of a case to a server, each on a connection of its own, and notes what client and backend saw. */
final class HttpdComparison {
    private final List<HttpdRequest> requests;
    private final List<EchoBackend> backends;
    private final boolean filtered;

    /** @param filtered whether answers go through filters */
    HttpdComparison(List<HttpdRequest> requests, List<EchoBackend> backends, boolean filtered) {
        this.filtered = filtered;
        this.requests = requests;
        this.backends = backends;
    }

    /**
     * For each request what the client saw and what the backend saw.
     *
     * @param port where a request is sent that names no other
     */
    List<String> observe(int port) throws IOException {
        List<String> observed = new ArrayList<>();
        for (HttpdRequest request : requests) {
            observed.add(observe(request, request.port().orElse(port)));
        }
        return observed;
    }

    private String observe(HttpdRequest request, int port) throws IOException {
        try (RawConnection connection = RawConnection.open(port)) {
            connection.send(request.message());
            Answer answer = request.line().startsWith("HEAD ") ? connection.head() : connection.answer();
            List<Map<String, String>> seen =
                    backends.stream().flatMap(one -> one.takeSeen().stream()).toList();
            // A page of the proxy's own has its own words.
            String page = seen.isEmpty()
                    ? "without a backend, sent to " + answer.fields().get("location") + ", asked for "
                            + answer.fields().get("www-authenticate")
                    : DeliberateDifference.without(answer.fields(), filtered) + " "
                            + answer.body().replace("\n", "|");
            return "client " + answer.status() + " " + page + "\n    backend "
                    + seen.stream()
                            .map(fields -> DeliberateDifference.without(fields, false))
                            .toList();
        }
    }

    /** What is not as it should be: a difference that is not meant, or one that is meant and is not there. */
    List<String> faults(List<String> byHttpd, List<String> byWhippletree) {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            boolean same = byHttpd.get(i).equals(byWhippletree.get(i));
            if (same == requests.get(i).difference().isPresent()) {
                faults.add(
                        requests.get(i) + "\n  httpd: " + byHttpd.get(i) + "\n  whippletree: " + byWhippletree.get(i));
            }
        }
        return faults;
    }
}
