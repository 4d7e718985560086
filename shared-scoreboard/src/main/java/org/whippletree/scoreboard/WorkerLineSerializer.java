package org.whippletree.scoreboard;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;

/** One worker within a detail row. */
final class WorkerLineSerializer implements CompactSerializer<WorkerLine> {
    /** Shown when a neighboring version wrote none. */
    private static final char NO_LETTER = '.';

    @Override
    public WorkerLine read(CompactReader reader) {
        Fields in = new Fields(reader);
        String letter = in.text("letter");
        return new WorkerLine(
                in.int32("number"),
                letter.isEmpty() ? NO_LETTER : letter.charAt(0),
                in.int64("requests"),
                in.int64("bytes"),
                in.int64("stateSinceMillis"),
                in.text("client"),
                in.text("request"),
                in.text("job"));
    }

    @Override
    public void write(CompactWriter out, WorkerLine line) {
        out.writeInt32("number", line.number());
        out.writeString("letter", String.valueOf(line.letter()));
        out.writeInt64("requests", line.requests());
        out.writeInt64("bytes", line.bytes());
        out.writeInt64("stateSinceMillis", line.stateSinceMillis());
        out.writeString("client", line.client());
        out.writeString("request", line.request());
        out.writeString("job", line.job());
    }

    @Override
    public String getTypeName() {
        return "worker";
    }

    @Override
    public Class<WorkerLine> getCompactClass() {
        return WorkerLine.class;
    }
}
