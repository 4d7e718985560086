package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configurations are judged as a whole, before anything happens. */
class ConfigCheckIT {
    @TempDir
    private Path folder;

    @Test
    void approvesTheShippedConfiguration() {
        Distribution.Outcome outcome = Distribution.run("-t");

        assertEquals(0, outcome.exitCode(), outcome.toString());
        assertEquals("Syntax OK\n", outcome.err());
    }

    @Test
    void namesEveryMistakeWithItsLine() throws IOException {
        Path conf = broken();

        Distribution.Outcome outcome = Distribution.run("-t", "-f", conf.toString());

        assertEquals(78, outcome.exitCode(), outcome.toString());
        assertEquals(
                List.of(conf + ":2", conf + ":3", conf + ":7", conf + ":9"),
                outcome.err()
                        .lines()
                        .filter(line -> line.startsWith(conf.toString()))
                        .map(ConfigCheckIT::place)
                        .toList(),
                outcome.err());
        assertTrue(outcome.err().contains("Lisen"), outcome.err());
        assertTrue(outcome.err().contains("Listen"), outcome.err());
    }

    @Test
    void startsNothingOnABrokenConfiguration() throws IOException {
        Path conf = broken();

        Distribution.Outcome outcome = Distribution.run("-k", "start", "-f", conf.toString());

        assertEquals(78, outcome.exitCode(), outcome.toString());
        assertTrue(outcome.err().contains(conf + ":2: "), outcome.err());
        assertEquals(List.of(), Processes.mentioning(folder.toString()));
        assertEquals(List.of("broken.conf"), List.of(folder.toFile().list()));
    }

    private Path broken() throws IOException {
        return Files.writeString(folder.resolve("broken.conf"), """
                ServerRoot "%s"
                Lisen 8080
                StartServers many
                Listen 8080
                <Proxy balancer://app>
                    BalancerMember http://127.0.0.1:9001
                    BalancerMember ftp://127.0.0.1:9002
                </Proxy>
                KeepAlive Perhaps
                ProxyPass / balancer://app/
                """.formatted(folder));
    }

    /** FILE:LINE of FILE:LINE: message. */
    private static String place(String line) {
        return line.substring(0, line.indexOf(": "));
    }
}
