package org.whippletree.supervisor.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupLimitTest {
    @TempDir
    private Path root;

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content + "\n");
    }

    private OptionalLong limit() {
        return CgroupLimit.bytes(root);
    }

    @Test
    void isNoneWhereNoGroupHasOne() throws IOException {
        assertEquals(OptionalLong.empty(), limit());
        file("proc/self/cgroup", "0::/system.slice/whippletree.service");
        file("sys/fs/cgroup/system.slice/whippletree.service/memory.max", "max");

        assertEquals(OptionalLong.empty(), limit());
    }

    @Test
    void isTheLowestFromTheOwnGroupUpwards() throws IOException {
        file("proc/self/cgroup", "0::/system.slice/whippletree.service");
        file("sys/fs/cgroup/system.slice/whippletree.service/memory.max", "536870912");
        file("sys/fs/cgroup/system.slice/memory.max", "268435456");

        assertEquals(OptionalLong.of(268_435_456), limit());
    }

    @Test
    void isFoundInAContainerThatSeesItsOwnGroupAsTheTop() throws IOException {
        file("proc/self/cgroup", "0::/");
        file("sys/fs/cgroup/memory.max", "536870912");

        assertEquals(OptionalLong.of(536_870_912), limit());
    }

    @Test
    void isFoundInVersionOne() throws IOException {
        file("proc/self/cgroup", "5:cpu,memory:/docker/abc\n4:pids:/\n0::/");
        file("sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", "134217728");
        file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");

        assertEquals(OptionalLong.of(134_217_728), limit());
    }

    @Test
    void isFoundWhereOnlyTheTopOfTheHostsPathIsMounted() throws IOException {
        file("proc/self/cgroup", "4:memory:/kubepods/pod1/c1");
        file("sys/fs/cgroup/memory/memory.limit_in_bytes", "134217728");

        assertEquals(OptionalLong.of(134_217_728), limit());
    }
}
