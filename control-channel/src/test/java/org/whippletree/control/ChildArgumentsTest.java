package org.whippletree.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ChildArgumentsTest {
    @Test
    void readsSlotGenerationAndControlSocketInAnyOrder() {
        ChildArguments parsed = ChildArguments.parse(
                new String[] {"--control", "/run/w/control.sock", "--slot", "3", "--generation", "7"});

        assertEquals(new ChildArguments(3, 7, Path.of("/run/w/control.sock")), parsed);
    }

    @Test
    void readsTheWordsThatItWrites() {
        ChildArguments arguments = new ChildArguments(3, 7, Path.of("/run/w/control.sock"));

        assertEquals(arguments, ChildArguments.parse(arguments.words().toArray(String[]::new)));
    }

    @Test
    void saysWhatIsMissing() {
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> ChildArguments.parse(new String[] {"--slot", "3"}));

        assertTrue(failure.getMessage().contains("--generation"), failure::getMessage);
    }
}
