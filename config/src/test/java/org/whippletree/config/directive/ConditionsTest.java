package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whippletree.config.ListenAddress;

class ConditionsTest {
    @TempDir
    private Path folder;

    private List<Integer> ports(String... lines) throws IOException {
        LoadedConfig loaded = new ConfigText(folder).loadWith(Map.of("FROM_ENV", "7", "BOTH", "7"), lines);
        assertEquals(
                List.of(), loaded.problems().stream().filter(Problem::error).toList());
        return loaded.config().orElseThrow().listeners().stream()
                .map(ListenAddress::port)
                .toList();
    }

    /** Whether a section of this opening is read. */
    private boolean taken(String opening) throws IOException {
        String name = opening.substring(1).split(" ")[0];
        return ports("Listen 1", opening, "Listen 2", "</" + name + ">").size() == 2;
    }

    @Test
    void replacesVariablesByDefineThenByTheEnvironment() throws IOException {
        assertEquals(
                List.of(7, 8, 9),
                ports("Listen ${FROM_ENV}", "Define BOTH 8", "Listen ${BOTH}", "Define BOTH 9", "Listen ${BOTH}"));
        assertEquals(List.of(7), ports("Define BOTH 8", "UnDefine BOTH", "Listen ${BOTH}"));
        assertEquals(List.of(81), ports("Define A 8", "Define B ${A}1", "Listen ${B}"));
    }

    @Test
    void readsASectionOfADefinedNameOnly() throws IOException {
        assertEquals(
                List.of(1, 3),
                ports(
                        "<IfDefine A>",
                        "Listen 2",
                        "</IfDefine>",
                        "Define A",
                        "<ifdefine A>",
                        "Listen 1",
                        "</IFDEFINE>",
                        "<IfDefine !A>",
                        "Listen 2",
                        "</IfDefine>",
                        "UnDefine A",
                        "<IfDefine !A>",
                        "Listen 3",
                        "</IfDefine>"));
    }

    @Test
    void findsTheNamesOfTheCommandLine() throws IOException {
        assertEquals(List.of(1), ports("Listen 1", "<IfDefine X>", "Listen 2", "</IfDefine>"));

        LoadedConfig loaded = ConfigLoader.load(new ConfigText(folder).request(Set.of("X", "Y=3")), Map.of(), false);
        assertEquals(2, loaded.config().orElseThrow().listeners().size());
        assertEquals(List.of("X", "Y=3"), loaded.origins().defines());
    }

    @Test
    void nestsConditionsAndSections() throws IOException {
        assertEquals(
                List.of(1),
                ports(
                        "Listen 1",
                        "<IfModule mod_proxy.c>",
                        "<Proxy balancer://app>",
                        "<IfModule !mod_proxy_balancer.c>",
                        "<IfDefine !X>",
                        "Include absent",
                        "Nonsense ${UNDEFINED}",
                        "</IfDefine>",
                        "</IfModule>",
                        "<IfDefine !X>",
                        "BalancerMember http://127.0.0.1:9001",
                        "</IfDefine>",
                        "</Proxy>",
                        "</IfModule>",
                        "ProxyPass / balancer://app/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<IfModule mod_proxy.c>",
                "<IfModule proxy_module>",
                "<IfModule mpm_event_module>",
                "<IfModule event.c>",
                "<IfModule mod_proxy_balancer.c>",
                "<IfModule lbmethod_byrequests_module>",
                "<IfModule slotmem_shm_module>",
                "<IfModule !mod_ssl.c>",
                "<IfModule !prefork.c>",
                "<IfFile test.conf>",
                "<IfFile \"/\">",
                "<IfFile !absent>"
            })
    void takes(String opening) throws IOException {
        assertEquals(true, taken(opening));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<IfModule mod_ssl.c>",
                "<IfModule MOD_PROXY.C>",
                "<IfModule !mod_proxy.c>",
                "<IfFile absent>",
                "<IfFile !test.conf>"
            })
    void skips(String opening) throws IOException {
        assertEquals(false, taken(opening));
    }

    @Test
    void readsTheSectionOfAModuleThatIsLoaded() throws IOException {
        assertEquals(
                List.of(1, 2),
                ports(
                        "Listen 1",
                        "LoadModule ssl_module modules/mod_ssl.so",
                        "<IfModule mod_ssl.c>",
                        "Listen 2",
                        "</IfModule>"));
    }
}
