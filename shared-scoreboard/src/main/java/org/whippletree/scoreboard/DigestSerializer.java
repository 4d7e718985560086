package org.whippletree.scoreboard;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;

/** The digest: a record per child. */
final class DigestSerializer implements CompactSerializer<Digest> {
    @Override
    public Digest read(CompactReader reader) {
        Fields in = new Fields(reader);
        return new Digest(in.list("children", ChildLoad.class), in.int64("stampMillis"));
    }

    @Override
    public void write(CompactWriter out, Digest digest) {
        out.writeArrayOfCompact("children", digest.children().toArray(ChildLoad[]::new));
        out.writeInt64("stampMillis", digest.stampMillis());
    }

    @Override
    public String getTypeName() {
        return "digest";
    }

    @Override
    public Class<Digest> getCompactClass() {
        return Digest.class;
    }
}
