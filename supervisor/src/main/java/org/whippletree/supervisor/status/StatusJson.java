package org.whippletree.supervisor.status;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.whippletree.scoreboard.ConnectionCounts;
import org.whippletree.scoreboard.LoadRow;
import org.whippletree.scoreboard.ScoreboardSnapshot;
import org.whippletree.scoreboard.ShedCounts;

/** The status as JSON, schema 1: fields are added, never renamed; times are ISO 8601 in UTC. */
public final class StatusJson {
    private static final int SCHEMA = 1;

    private StatusJson() {}

    /** The whole document. */
    public static JsonObject render(ServerStatus status) {
        return new JsonObject()
                .put("schema", SCHEMA)
                .put("server", server(status.server()))
                .put("totals", totals(status))
                .put(
                        "children",
                        new JsonArray(
                                status.rows().stream().map(StatusJson::child).toList()))
                .put(
                        "balancers",
                        new JsonArray(status.balancerRows().stream()
                                .map(StatusJson::balancer)
                                .toList()));
    }

    private static JsonObject server(ServerFacts server) {
        return new JsonObject()
                .put("host", server.host())
                .put("pid", server.pid())
                .put("version", server.version())
                .put("generation", server.generation())
                .put("startedAt", time(server.startedAtMillis()));
    }

    private static JsonObject totals(ServerStatus status) {
        ScoreboardSnapshot totals = status.scoreboard();
        return new JsonObject()
                .put("requests", totals.requests())
                .put("bytes", totals.bytes())
                .put("connections", totals.connections())
                .put("workersBusy", totals.workersBusy())
                .put("workersIdle", totals.workersIdle())
                .put("acceptQueue", totals.acceptQueue())
                .put("evenness", Math.round(totals.evenness() * 1000) / 1000.0);
    }

    private static JsonObject child(ChildStatus child) {
        LoadRow load = child.load();
        return new JsonObject()
                .put("slot", child.facts().slot())
                .put("pid", child.facts().pid())
                .put("generation", child.facts().generation())
                .put("state", child.facts().state())
                .put("since", time(child.facts().sinceMillis()))
                .put("accepting", load.accepting())
                .put("armed", load.armed())
                .put("connections", connections(load.connections()))
                .put(
                        "workers",
                        new JsonObject()
                                .put("busy", load.workersBusy())
                                .put("idle", load.workersIdle())
                                .put("queued", load.queued())
                                .put("letters", child.letters())
                                .put("jobs", jobs(child)))
                .put("requests", load.requests())
                .put("bytes", load.bytes())
                .put("sheds", load.sheds().total())
                .put("shedReasons", sheds(load.sheds()))
                .put("idleClosed", load.sheds().idleClosed())
                .put("crossed", load.crossed())
                .put("holdOffs", load.holdOffs().total())
                .put(
                        "holdOffReasons",
                        new JsonObject()
                                .put("yielded", load.holdOffs().yielded())
                                .put("delayed", load.holdOffs().delayed()))
                .put("load", load.work().load())
                .put("share", load.work().share())
                .put("loopLagMillis", load.loopLagMillis());
    }

    /** Which worker's thread is held by which filter, and since when. */
    private static JsonArray jobs(ChildStatus child) {
        return new JsonArray(child.workers().stream()
                .filter(worker -> !worker.job().isEmpty())
                .map(worker -> new JsonObject()
                        .put("worker", worker.number())
                        .put("job", worker.job())
                        .put("since", time(worker.stateSinceMillis()))
                        .put("client", worker.client())
                        .put("request", worker.request()))
                .toList());
    }

    private static JsonObject sheds(ShedCounts sheds) {
        return new JsonObject()
                .put("busierThanSiblings", sheds.busierThanSiblings())
                .put("workersBusy", sheds.workersBusy())
                .put("clientsWaiting", sheds.clientsWaiting())
                .put("ownWorkersBusy", sheds.ownWorkersBusy());
    }

    private static JsonObject connections(ConnectionCounts counts) {
        return new JsonObject()
                .put("reading", counts.reading())
                .put("processing", counts.processing())
                .put("writing", counts.writing())
                .put("keepAlive", counts.keepAlive())
                .put("closing", counts.closing())
                .put("tunnel", counts.tunnel());
    }

    private static JsonObject balancer(BalancerStatus balancer) {
        List<JsonObject> members = balancer.members().stream()
                .map(member -> new JsonObject()
                        .put("url", member.url())
                        .put("state", member.state())
                        .put("busy", member.busy())
                        .put("requests", member.requests())
                        .put("errors", member.errors()))
                .toList();
        return new JsonObject().put("name", balancer.name()).put("members", new JsonArray(members));
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
