package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.whippletree.config.ServerConfig;

class DirectiveTableTest {
    /** The least that makes a server. */
    private static final String[] PLAIN = {
        "Listen 8080",
        "<Proxy balancer://app>",
        "BalancerMember http://127.0.0.1:8090",
        "</Proxy>",
        "ProxyPass /app balancer://app"
    };

    @TempDir
    Path folder;

    @BeforeEach
    void writeWhatTheExamplesInclude() throws IOException {
        Files.createDirectories(folder.resolve("conf.d"));
        Files.createDirectories(folder.resolve("sites-enabled"));
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/users"), "");
        Files.writeString(folder.resolve("conf.d/a.conf"), "MaxKeepAliveRequests 9\n");
        Files.writeString(folder.resolve("sites-enabled/b.conf"), "Timeout 9\n");
        Files.writeString(folder.resolve("conf.d/proxies.list"), "# ours\n10.9.0.0/16\n");
    }

    @TestFactory
    Stream<DynamicTest> appliesTheDefaultAndTheExampleOfEveryRow() {
        Map<String, DirectiveEffects.Mapping> mappings = new DirectiveEffects(folder).byDirective();
        return DirectiveTable.rows().stream()
                .filter(row -> !row.name().equals("Error"))
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    DirectiveEffects.Mapping mapping = mappings.get(row.name());

                    assertNotNull(mapping, "say here what " + row.name() + " sets");
                    assertEquals(mapping.byDefault(), mapping.value().apply(load("")));
                    assertEquals(mapping.afterExample(), mapping.value().apply(load(inItsPlace(row))));
                }));
    }

    private static String inItsPlace(DirectiveRow row) {
        if (row.name().equals("RemoteIPHeader")) {
            // Alone it would be warned of.
            return row.example() + "\nRemoteIPTrustedProxy 192.0.2.1";
        }
        if (row.scopes().contains(Scope.SERVER)) {
            return row.example();
        }
        return row.scopes().contains(Scope.VIRTUAL_HOST)
                ? "<VirtualHost *>\n" + row.example() + "\n</VirtualHost>"
                : "<Location /here>\n" + row.example() + "\n</Location>";
    }

    @Test
    void loadsAllExamplesTogether() throws IOException {
        String all = DirectiveTable.rows().stream()
                .filter(row -> !Set.of("Error", "ServerAlias", "ServerRoot").contains(row.name()))
                .map(DirectiveTableTest::inItsPlace)
                .collect(Collectors.joining("\n"));

        assertEquals(5, load(all).proxy().balancers().get(0).maxAttempts());
    }

    @Test
    void describesEveryRow() {
        for (DirectiveRow row : DirectiveTable.rows()) {
            assertFalse(
                    row.syntax().isBlank()
                            || row.defaultText().isBlank()
                            || row.scopes().isEmpty(),
                    row.name());
            assertTrue(row.help().matches("[A-Z].{15,}[^.]"), row.name() + ": " + row.help());
            String opening = row.name().replace(">", "") + " ";
            assertTrue(row.example().startsWith(opening), row.name() + ": " + row.example());
        }
    }

    @Test
    void hasNoRowForWhatItCallsUnsupported() {
        Set<String> both = DirectiveTable.rows().stream()
                .map(row -> row.name().toLowerCase(Locale.ROOT))
                .filter(HttpdNames.lowerCase()::contains)
                .collect(Collectors.toSet());

        assertEquals(Set.of(), both);
    }

    @Test
    void findsNamesInAnyCase() {
        assertEquals(
                "StartServers",
                DirectiveTable.find("STARTservers").orElseThrow().name());
        assertEquals("<Proxy>", DirectiveTable.find("<proxy>").orElseThrow().name());
        assertTrue(DirectiveTable.find("Proxy").isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryServerDirectiveInASection() {
        return DirectiveTable.rows().stream()
                .filter(row -> !row.scopes().contains(Scope.PROXY_SECTION))
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    List<String> messages = text().messages(
                                    "Listen 80",
                                    "<Proxy balancer://app>",
                                    "BalancerMember http://h",
                                    row.example(),
                                    "</Proxy>");

                    assertEquals(1, messages.size(), messages.toString());
                    assertTrue(
                            messages.get(0).endsWith(": " + row.name() + " cannot occur within <Proxy> section"),
                            messages.get(0));
                }));
    }

    @TestFactory
    Stream<DynamicTest> refusesAWrongNumberOfArgumentsInHttpdsWords() {
        return DirectiveTable.rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    List<String> lines = row.name().startsWith("<")
                            ? List.of(row.name(), row.name().replace("<", "</"))
                            : around(row);
                    String expected = switch (row.arity()) {
                        case ONE -> " takes one argument, " + row.help();
                        case ONE_OR_TWO -> " requires 1 or 2 arguments.";
                        case TWO -> " takes two arguments, " + row.help();
                        case ONE_OR_MORE -> " requires at least one argument, " + row.help();
                        case TWO_OR_MORE -> " requires at least two arguments, " + row.help();
                        case FLAG -> " must be On or Off";
                        case SECTION, SECTION_WORDS -> " directive requires additional arguments";
                    };

                    assertEquals(
                            lines.indexOf(row.name()) + 1 + ": " + row.name() + expected,
                            text().messages(lines.toArray(String[]::new)).get(0));
                }));
    }

    private static List<String> around(DirectiveRow row) {
        return row.scopes().contains(Scope.SERVER)
                ? List.of(row.name())
                : row.scopes().contains(Scope.VIRTUAL_HOST)
                        ? List.of("<VirtualHost *>", row.name(), "</VirtualHost>")
                        : List.of("<Location /here>", row.name(), "</Location>");
    }

    private ConfigText text() {
        return new ConfigText(folder);
    }

    private ServerConfig load(String more) throws IOException {
        return text().config(String.join("\n", PLAIN), more);
    }
}
