package org.whippletree.supervisor;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * What a supervisor leaves for the case that it dies: enough for the next one to know its children again. It holds no secret.
 *
 * @param bootId the run of the kernel in which this holds
 * @param supervisorPid who wrote it
 * @param version the program's version
 * @param fingerprint of the configuration of the current generation
 * @param generation its number
 * @param children those that live, of older generations too
 */
record SavedState(
        String bootId,
        long supervisorPid,
        String version,
        String fingerprint,
        int generation,
        List<SavedChild> children) {
    private static final int SCHEMA = 1;

    SavedState {
        children = List.copyOf(children);
    }

    String render() {
        JsonArray array = new JsonArray();
        for (SavedChild child : children) {
            array.add(new JsonObject()
                    .put("slot", child.slot())
                    .put("generation", child.generation())
                    .put("pid", child.pid())
                    .put("startTicks", child.startTicks())
                    .put("startedAtMillis", child.startedAtMillis()));
        }
        return new JsonObject()
                        .put("schema", SCHEMA)
                        .put("bootId", bootId)
                        .put("supervisorPid", supervisorPid)
                        .put("version", version)
                        .put("fingerprint", fingerprint)
                        .put("generation", generation)
                        .put("children", array)
                        .encodePrettily()
                + "\n";
    }

    /** Empty if the text is not what {@link #render} makes. */
    static Optional<SavedState> parse(String text) {
        try {
            JsonObject json = new JsonObject(text);
            if (json.getInteger("schema") != SCHEMA) {
                return Optional.empty();
            }
            List<SavedChild> children = json.getJsonArray("children").stream()
                    .map(JsonObject.class::cast)
                    .map(child -> new SavedChild(
                            child.getInteger("slot"),
                            child.getInteger("generation"),
                            child.getLong("pid"),
                            child.getLong("startTicks"),
                            child.getLong("startedAtMillis")))
                    .toList();
            return Optional.of(new SavedState(
                    json.getString("bootId", ""),
                    json.getLong("supervisorPid"),
                    json.getString("version", ""),
                    json.getString("fingerprint", ""),
                    json.getInteger("generation"),
                    children));
        } catch (DecodeException | ClassCastException | NullPointerException e) {
            return Optional.empty();
        }
    }
}
