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
                in.bool("armed"),
                connections(in),
                in.work(),
                in.int64("requests"),
                in.int64("bytes"),
                sheds(in),
                in.int64("crossed"),
                new HoldOffCounts(in.int64("yielded"), in.int64("delayed")),
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

    private static ShedCounts sheds(Fields in) {
        return new ShedCounts(
                in.int64("shedBusier"),
                in.int64("shedWorkersBusy"),
                in.int64("shedClientsWaiting"),
                in.int64("shedOwnWorkersBusy"),
                in.int64("shedIdle"));
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
        out.writeBoolean("armed", row.armed());
        out.writeInt32("reading", row.connections().reading());
        out.writeInt32("processing", row.connections().processing());
        out.writeInt32("writing", row.connections().writing());
        out.writeInt32("keepAlive", row.connections().keepAlive());
        out.writeInt32("closing", row.connections().closing());
        out.writeInt32("tunnel", row.connections().tunnel());
        Fields.write(out, row.work());
        out.writeInt64("requests", row.requests());
        out.writeInt64("bytes", row.bytes());
        out.writeInt64("shedBusier", row.sheds().busierThanSiblings());
        out.writeInt64("shedWorkersBusy", row.sheds().workersBusy());
        out.writeInt64("shedClientsWaiting", row.sheds().clientsWaiting());
        out.writeInt64("shedOwnWorkersBusy", row.sheds().ownWorkersBusy());
        out.writeInt64("shedIdle", row.sheds().idleClosed());
        out.writeInt64("crossed", row.crossed());
        out.writeInt64("yielded", row.holdOffs().yielded());
        out.writeInt64("delayed", row.holdOffs().delayed());
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
