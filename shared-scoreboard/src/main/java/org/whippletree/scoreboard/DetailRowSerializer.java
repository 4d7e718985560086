package org.whippletree.scoreboard;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;

/** A child's lines: two arrays of records. */
final class DetailRowSerializer implements CompactSerializer<DetailRow> {
    @Override
    public DetailRow read(CompactReader reader) {
        Fields in = new Fields(reader);
        return new DetailRow(
                in.child(),
                in.list("workers", WorkerLine.class),
                in.list("members", MemberLine.class),
                in.int64("stampMillis"));
    }

    @Override
    public void write(CompactWriter out, DetailRow row) {
        out.writeString("host", row.id().host());
        out.writeInt32("slot", row.id().slot());
        out.writeInt32("generation", row.id().generation());
        out.writeArrayOfCompact("workers", row.workers().toArray(WorkerLine[]::new));
        out.writeArrayOfCompact("members", row.members().toArray(MemberLine[]::new));
        out.writeInt64("stampMillis", row.stampMillis());
    }

    @Override
    public String getTypeName() {
        return "detail";
    }

    @Override
    public Class<DetailRow> getCompactClass() {
        return DetailRow.class;
    }
}
