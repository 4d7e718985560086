package org.whippletree.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.whippletree.config.ServerConfig;

class ConfigFingerprintTest {
    private final ServerConfig config = Samples.config();

    @Test
    void isTheSameForTheSameConfiguration() {
        String fingerprint = ConfigFingerprint.of(config);

        assertEquals(fingerprint, ConfigFingerprint.of(Samples.config()));
        assertTrue(fingerprint.matches("[0-9a-f]{64}"), fingerprint);
    }

    @Test
    void changesWithAnyDirective() {
        ServerConfig other = new ServerConfig(
                "other.example",
                config.paths(),
                config.logLevel(),
                config.listeners(),
                config.listenOptions(),
                config.adminListeners(),
                config.processes(),
                config.child(),
                config.grace(),
                config.proxy());

        assertNotEquals(ConfigFingerprint.of(config), ConfigFingerprint.of(other));
    }

    /** Each process iterates over the JDK's own sets in an order of its own. */
    @Test
    void doesNotDependOnTheOrderOfSets() {
        String json = new String(ControlCodec.encode(new ControlMessage.Configure(config)), StandardCharsets.UTF_8);

        assertTrue(json.contains("\"failOnStatus\":[502,503]"), json);
    }
}
