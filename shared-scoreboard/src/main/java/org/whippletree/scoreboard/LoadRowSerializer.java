package org.whippletree.scoreboard;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.util.Arrays;

/** A child's figures as columns of one flat record. */
final class LoadRowSerializer implements CompactSerializer<LoadRow> {
    @Override
    public LoadRow read(CompactReader reader) {
        Fields in = new Fields(reader);
        return new LoadRow(
                in.child(),
                in.int64("pid"),
                state(in.text("state")),
                in.int64("stateSinceMillis"),
                in.bool("accepting"),
                connections(in),
                in.int32("workersBusy"),
                in.int32("workersIdle"),
                in.int32("queued"),
                in.int64("requests"),
                in.int64("bytes"),
                in.int64("sheds"),
                in.int64("holdOffs"),
                in.int32("acceptQueue"),
                in.int32("loopLagMillis"),
                in.int64("stampMillis"));
    }

    private static ConnectionCounts connections(Fields in) {
        return new ConnectionCounts(
                in.int32("reading"),
                in.int32("processing"),
                in.int32("writing"),
                in.int32("keepAlive"),
                in.int32("closing"),
                in.int32("tunnel"));
    }

    /** A state that this version does not know is a refinement of serving: the column accepting says the rest. */
    private static ChildState state(String name) {
        return Arrays.stream(ChildState.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElse(ChildState.SERVING);
    }

    @Override
    public void write(CompactWriter out, LoadRow row) {
        out.writeString("host", row.id().host());
        out.writeInt32("slot", row.id().slot());
        out.writeInt32("generation", row.id().generation());
        out.writeInt64("pid", row.pid());
        out.writeString("state", row.state().name());
        out.writeInt64("stateSinceMillis", row.stateSinceMillis());
        out.writeBoolean("accepting", row.accepting());
        out.writeInt32("reading", row.connections().reading());
        out.writeInt32("processing", row.connections().processing());
        out.writeInt32("writing", row.connections().writing());
        out.writeInt32("keepAlive", row.connections().keepAlive());
        out.writeInt32("closing", row.connections().closing());
        out.writeInt32("tunnel", row.connections().tunnel());
        out.writeInt32("workersBusy", row.workersBusy());
        out.writeInt32("workersIdle", row.workersIdle());
        out.writeInt32("queued", row.queued());
        out.writeInt64("requests", row.requests());
        out.writeInt64("bytes", row.bytes());
        out.writeInt64("sheds", row.sheds());
        out.writeInt64("holdOffs", row.holdOffs());
        out.writeInt32("acceptQueue", row.acceptQueue());
        out.writeInt32("loopLagMillis", row.loopLagMillis());
        out.writeInt64("stampMillis", row.stampMillis());
    }

    @Override
    public String getTypeName() {
        return "load";
    }

    @Override
    public Class<LoadRow> getCompactClass() {
        return LoadRow.class;
    }
}
