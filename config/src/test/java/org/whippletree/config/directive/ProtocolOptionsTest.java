package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code HttpProtocolOptions} and the parameter {@code upgrade}: how far the proxy goes beyond strict HTTP. */
class ProtocolOptionsTest {
    @TempDir
    Path folder;

    private LoadedConfig load(String... lines) throws IOException {
        String[] all = new String[lines.length + 1];
        all[0] = "Listen 127.0.0.1:8080";
        System.arraycopy(lines, 0, all, 1, lines.length);
        return new ConfigText(folder).load(all);
    }

    private static List<String> problems(LoadedConfig loaded) {
        return loaded.messages();
    }

    @Test
    void aRelaxationIsToldAndTheLastWordHolds() throws IOException {
        LoadedConfig unsafe = load("HttpProtocolOptions Unsafe LenientMethods Require1.0");
        LoadedConfig strict = load("HttpProtocolOptions unsafe registeredmethods", "HttpProtocolOptions Strict");

        assertTrue(unsafe.config().orElseThrow().proxy().client().protocol().relaxedLines());
        assertTrue(
                problems(unsafe).toString().contains("warning: HttpProtocolOptions Unsafe: in heads a bare line feed"));
        assertEquals(
                new org.whippletree.config.ProtocolOptions(false, true),
                strict.config().orElseThrow().proxy().client().protocol());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Allow0.9", "Strict Allow0.9", "UnsafeWhitespace"})
    void otherRelaxationsAreRefusedByName(String options) throws IOException {
        LoadedConfig loaded = load("HttpProtocolOptions " + options);

        assertTrue(loaded.config().isEmpty());
        assertTrue(problems(loaded).get(0).contains("HttpProtocolOptions "), problems(loaded)::toString);
    }

    @ParameterizedTest
    @CsvSource({"websocket, websocket", "WebSocket, websocket", "ANY, any", "NONE, ''"})
    void upgradeNamesTheProtocolOfABackend(String word, String protocol) throws IOException {
        LoadedConfig loaded = load("ProxyPass / http://127.0.0.1:81 upgrade=" + word);

        assertEquals(
                protocol,
                loaded.config()
                        .orElseThrow()
                        .proxy()
                        .balancers()
                        .get(0)
                        .members()
                        .get(0)
                        .upgrade());
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade=h2c", "upgrade=H2C", "upgrade=", "upgrade=a,b"})
    void anUpgradeThatCannotBeIsRefused(String parameter) throws IOException {
        LoadedConfig loaded = load("ProxyPass / http://127.0.0.1:81 " + parameter);

        assertTrue(loaded.config().isEmpty());
        assertTrue(problems(loaded).get(0).contains("upgrade"), problems(loaded)::toString);
    }

    @Test
    void aWebSocketUrlIsRefusedWithTheWayOut() throws IOException {
        LoadedConfig loaded = load("ProxyPass / ws://127.0.0.1:81/");

        assertTrue(problems(loaded).get(0).contains("use http:// with upgrade=websocket"), problems(loaded)::toString);
    }
}
