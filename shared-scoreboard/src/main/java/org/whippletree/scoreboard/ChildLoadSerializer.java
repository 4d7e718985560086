package org.whippletree.scoreboard;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;

/** One child within the digest. */
final class ChildLoadSerializer implements CompactSerializer<ChildLoad> {
    @Override
    public ChildLoad read(CompactReader reader) {
        Fields in = new Fields(reader);
        return new ChildLoad(
                in.int32("slot"),
                in.int32("generation"),
                in.bool("accepting"),
                in.int32("connections"),
                in.work(),
                in.int32("loopLagMillis"));
    }

    @Override
    public void write(CompactWriter out, ChildLoad child) {
        out.writeInt32("slot", child.slot());
        out.writeInt32("generation", child.generation());
        out.writeBoolean("accepting", child.accepting());
        out.writeInt32("connections", child.connections());
        Fields.write(out, child.work());
        out.writeInt32("loopLagMillis", child.loopLagMillis());
    }

    @Override
    public String getTypeName() {
        return "childLoad";
    }

    @Override
    public Class<ChildLoad> getCompactClass() {
        return ChildLoad.class;
    }
}
