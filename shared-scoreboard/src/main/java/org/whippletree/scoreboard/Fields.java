package org.whippletree.scoreboard;

import com.hazelcast.nio.serialization.FieldKind;
import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.util.List;

/**
 * Reads columns that a neighboring version may not have written, or wrote as something else: what is missing is zero, false,
 * empty. A process that is being replaced and its successor understand each other that way.
 */
record Fields(CompactReader reader) {
    int int32(String name) {
        return has(name, FieldKind.INT32) ? reader.readInt32(name) : 0;
    }

    long int64(String name) {
        return has(name, FieldKind.INT64) ? reader.readInt64(name) : 0;
    }

    boolean bool(String name) {
        return has(name, FieldKind.BOOLEAN) && reader.readBoolean(name);
    }

    double float64(String name) {
        return has(name, FieldKind.FLOAT64) ? reader.readFloat64(name) : 0;
    }

    WorkCounts work() {
        return new WorkCounts(
                int32("workersBusy"), int32("workersIdle"), int32("queued"), float64("load"), float64("share"));
    }

    static void write(CompactWriter out, WorkCounts work) {
        out.writeInt32("workersBusy", work.busy());
        out.writeInt32("workersIdle", work.idle());
        out.writeInt32("queued", work.queued());
        out.writeFloat64("load", work.load());
        out.writeFloat64("share", work.share());
    }

    String text(String name) {
        String text = has(name, FieldKind.STRING) ? reader.readString(name) : "";
        return text == null ? "" : text;
    }

    <T> List<T> list(String name, Class<T> type) {
        T[] lines = has(name, FieldKind.ARRAY_OF_COMPACT) ? reader.readArrayOfCompact(name, type) : null;
        return lines == null ? List.of() : List.of(lines);
    }

    ChildId child() {
        return new ChildId(text("host"), int32("slot"), int32("generation"));
    }

    private boolean has(String name, FieldKind kind) {
        return reader.getFieldKind(name) == kind;
    }
}
