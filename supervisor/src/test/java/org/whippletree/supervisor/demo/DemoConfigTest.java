package org.whippletree.supervisor.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.directive.ConfigLoader;
import org.whippletree.config.directive.ConfigRequest;
import org.whippletree.config.directive.LoadedConfig;

class DemoConfigTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16})
    void isReadWithoutAWarningAndKeepsTheNumberOfChildren(int children) throws IOException {
        Path file = root.resolve("whippletree.conf");
        List<SampleBackend> backends = List.of(new SampleBackend("oak", 1, 9001), new SampleBackend("ash", 1, 9002));
        Files.writeString(file, DemoConfig.text(root, 8080, children, backends));

        LoadedConfig loaded = ConfigLoader.load(new ConfigRequest(file, root, List.of(), List.of(), Set.of()));

        assertEquals(List.of(), loaded.messages());
        ServerConfig config = loaded.config().orElseThrow();
        assertEquals(children, config.processes().startServers());
        assertEquals(children, config.processes().activeChildrenLimit());
        assertEquals(children * 8, config.processes().maxRequestWorkers());
        assertEquals(new DemoFolder(root).adminSocket(), config.paths().adminSocket());
        assertEquals(new DemoFolder(root).errorLog(), config.paths().errorLog());
        assertEquals(2, config.proxy().balancers().get(0).members().size());
    }
}
