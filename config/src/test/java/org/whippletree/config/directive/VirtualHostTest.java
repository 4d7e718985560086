package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whippletree.config.Route;
import org.whippletree.config.ServerConfig;

class VirtualHostTest {
    @TempDir
    private Path folder;

    @Test
    void putsItsValuesOverThoseOutside() throws IOException {
        ServerConfig config = new ConfigText(folder)
                .config(
                        "Listen 8080",
                        "<VirtualHost *:8080>",
                        "ServerName www.example.com",
                        "ServerAlias example.com",
                        "Timeout 7",
                        "ErrorLog host.log",
                        "</VirtualHost>",
                        "ServerName main.example.com",
                        "Timeout 9",
                        "KeepAlive Off");

        assertEquals("www.example.com", config.serverName());
        assertEquals(Duration.ofSeconds(7), config.proxy().client().timeout());
        assertEquals(folder.resolve("host.log"), config.paths().errorLog());
        assertEquals(false, config.proxy().client().keepAlive());
    }

    @Test
    void putsItsRoutesBehindThoseOutside() throws IOException {
        ServerConfig config = new ConfigText(folder)
                .config(
                        "Listen 8080",
                        "ProxyPass /a http://127.0.0.1:9001/",
                        "<VirtualHost *:8080>",
                        "ProxyPass /b http://127.0.0.1:9001/",
                        "ProxyPass /c http://127.0.0.1:9001/",
                        "</VirtualHost>",
                        "ProxyPass /d http://127.0.0.1:9001/");

        assertEquals(
                List.of("/a", "/d", "/b", "/c"),
                config.proxy().routes().stream().map(Route::path).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "*:*", "_default_:*", "_default_", "*:8080 *:8081", "127.0.0.1:8080 *:8081", "[::1] *:80 *"
            })
    void isTheServerIfEveryListenerIsItsOwn(String addresses) throws IOException {
        assertEquals(List.of(), messages(addresses));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*:8080", "127.0.0.2:* *:8080", "*:80"})
    void isRefusedBesideAnotherServer(String addresses) throws IOException {
        assertEquals(1, messages(addresses).size());
    }

    @TestFactory
    Stream<DynamicTest> refusesInAVirtualHostWhatConcernsTheProcesses() {
        return DirectiveTable.rows().stream()
                .filter(row -> !row.scopes().contains(Scope.VIRTUAL_HOST))
                .map(row -> DynamicTest.dynamicTest(
                        row.name(),
                        () -> assertEquals(
                                List.of((2
                                                + row.example().lines().count()
                                                - row.example().lines().skip(1).count()) + ": " + row.name()
                                        + " cannot occur within <VirtualHost> section"),
                                new ConfigText(folder)
                                        .messages(
                                                "Listen 80", "<VirtualHost *:80>", row.example(), "</VirtualHost>"))));
    }

    private List<String> messages(String addresses) throws IOException {
        return new ConfigText(folder)
                .messages("Listen 127.0.0.1:8080", "Listen 8081", "<VirtualHost " + addresses + ">", "</VirtualHost>");
    }
}
