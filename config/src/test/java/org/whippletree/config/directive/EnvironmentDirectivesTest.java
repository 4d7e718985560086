package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whippletree.config.EnvironmentRule;
import org.whippletree.config.EnvironmentSection;
import org.whippletree.config.PathMatch;
import org.whippletree.config.VariableSetting;

class EnvironmentDirectivesTest {
    @TempDir
    private Path folder;

    private List<EnvironmentSection> environment(String... lines) throws IOException {
        return new ConfigText(folder)
                .config("Listen 80", String.join("\n", lines))
                .proxy()
                .main()
                .options()
                .environment();
    }

    private static VariableSetting set(String name, String value) {
        return new VariableSetting(name, value, false);
    }

    @Test
    void readRulesOfEverySectionWithThoseOutsideFirst() throws IOException {
        assertEquals(
                List.of(
                        new EnvironmentSection(
                                PathMatch.every(),
                                List.of(new EnvironmentRule(
                                        "User-Agent",
                                        "MSIE 4",
                                        false,
                                        List.of(
                                                set("nokeepalive", "1"),
                                                new VariableSetting("x", "", true),
                                                set("y", "$1"))))),
                        new EnvironmentSection(
                                PathMatch.prefix("/a"),
                                List.of(new EnvironmentRule("", "", false, List.of(set("A", "b c")))))),
                environment(
                        "<Location /a>",
                        "SetEnv A \"b c\"",
                        "</Location>",
                        "BrowserMatch \"MSIE 4\" nokeepalive !x y=$1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SetEnvIf Host a|SetEnvIf requires an attribute, a pattern and a variable",
                "SetEnvIf ^TS a b|SetEnvIf '^TS' is not supported: name one field, Remote_Addr, Request_URI or the like; patterns"
                        + " of names are not",
                "SetEnvIf Host ( b|Regular expression '(' could not be compiled: Unclosed group",
                "SetEnvIf Host a !b=c|SetEnvIf '!b=c': expected NAME, NAME=value or !NAME",
                "SetEnv a=b c|SetEnv 'a=b' is no name of a variable",
                "SetEnvIfExpr true a|Invalid command 'SetEnvIfExpr': it is httpd's, and not supported yet; remove it"
            })
    void saysWhatIsWrong(String line, String message) throws IOException {
        assertEquals(List.of("2: " + message), new ConfigText(folder).messages("Listen 80", line));
    }
}
