package org.whippletree.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What {@code dump --json} says, or the server itself where it serves the same. */
record Status(JsonNode json) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A child, by the fields that tests look at. */
    record Child(int slot, int generation, long pid, String state, long requests) {
        boolean ready() {
            return state.equals("READY");
        }
    }

    static Status parse(String text) {
        try {
            return new Status(MAPPER.readTree(text));
        } catch (JsonProcessingException broken) {
            throw new AssertionError("no JSON: " + text, broken);
        }
    }

    List<Child> children() {
        return elements(json.path("children"))
                .map(child -> new Child(
                        child.path("slot").asInt(),
                        child.path("generation").asInt(),
                        child.path("pid").asLong(),
                        child.path("state").asText(),
                        child.path("requests").asLong()))
                .toList();
    }

    int generation() {
        return json.path("server").path("generation").asInt();
    }

    Set<Long> pids() {
        return children().stream().map(Child::pid).collect(Collectors.toSet());
    }

    long requests() {
        return json.path("totals").path("requests").asLong();
    }

    /** Connections of all children, those in lingering close left out. */
    long connectionsHeld() {
        return elements(json.path("children"))
                .map(child -> child.path("connections"))
                .flatMap(counts -> Stream.of("reading", "processing", "writing", "keepAlive", "tunnel")
                        .map(counts::path))
                .mapToLong(JsonNode::asLong)
                .sum();
    }

    /** Requests by pid of the child. */
    Map<Long, Long> requestsOfChildren() {
        return children().stream().collect(Collectors.toMap(Child::pid, Child::requests));
    }

    /** Requests by URL of the backend. */
    Map<String, Long> requestsOfMembers() {
        Map<String, Long> requests = new TreeMap<>();
        elements(json.path("balancers"))
                .flatMap(balancer -> elements(balancer.path("members")))
                .forEach(member -> requests.put(
                        member.path("url").asText(), member.path("requests").asLong()));
        return requests;
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
