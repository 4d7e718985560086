package org.whippletree.scoreboard;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;

/** One balancer member within a detail row. */
final class MemberLineSerializer implements CompactSerializer<MemberLine> {
    @Override
    public MemberLine read(CompactReader reader) {
        Fields in = new Fields(reader);
        return new MemberLine(
                in.text("balancer"),
                in.text("url"),
                in.text("state"),
                in.int32("busy"),
                in.int64("requests"),
                in.int64("errors"));
    }

    @Override
    public void write(CompactWriter out, MemberLine line) {
        out.writeString("balancer", line.balancer());
        out.writeString("url", line.url());
        out.writeString("state", line.state());
        out.writeInt32("busy", line.busy());
        out.writeInt64("requests", line.requests());
        out.writeInt64("errors", line.errors());
    }

    @Override
    public String getTypeName() {
        return "member";
    }

    @Override
    public Class<MemberLine> getCompactClass() {
        return MemberLine.class;
    }
}
