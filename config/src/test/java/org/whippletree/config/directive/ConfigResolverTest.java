package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigResolverTest {
    @TempDir
    Path folder;

    @Test
    void suggestsTheNearestDirective() throws IOException {
        ConfigText text = new ConfigText(folder);
        assertEquals(
                List.of(
                        "1: Invalid command 'Lissten': did you mean 'Listen'",
                        "no listening sockets available: add a Listen directive, for example Listen 8080"),
                text.messages("Lissten 80"));
    }
}
