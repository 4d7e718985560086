package org.whippletree.supervisor.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * How far the restarts are that this server was asked for.
 *
 * @param asked how many were asked for so far
 * @param ended how many of those have come to their end, good or bad; one may answer several that were asked for
 * @param generation the current generation
 * @param problems why the last one that ended was refused; empty if it was not
 */
public record RestartReport(long asked, long ended, int generation, List<String> problems) {
    public RestartReport {
        problems = List.copyOf(problems);
    }

    String toJson() {
        return new JsonObject()
                .put("schema", 1)
                .put("asked", asked)
                .put("ended", ended)
                .put("generation", generation)
                .put("problems", new JsonArray(problems))
                .encode();
    }

    static RestartReport parse(String text) {
        JsonObject json = new JsonObject(text);
        return new RestartReport(
                json.getLong("asked"),
                json.getLong("ended"),
                json.getInteger("generation"),
                json.getJsonArray("problems").stream().map(String::valueOf).toList());
    }
}
