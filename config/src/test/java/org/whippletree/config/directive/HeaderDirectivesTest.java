package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whippletree.config.HeaderAction;
import org.whippletree.config.HeaderRule;
import org.whippletree.config.HeaderSection;
import org.whippletree.config.VariableCondition;

class HeaderDirectivesTest {
    @TempDir
    private Path folder;

    private List<HeaderSection> headers(String... lines) throws IOException {
        return new ConfigText(folder)
                .config("Listen 80", String.join("\n", lines))
                .proxy()
                .main()
                .rules()
                .headers();
    }

    @Test
    void partsRequestsFromBothKindsOfAnswers() throws IOException {
        assertEquals(
                List.of(new HeaderSection(
                        "",
                        List.of(
                                new HeaderRule(HeaderAction.UNSET, "Proxy", "", ""),
                                new HeaderRule(HeaderAction.SET, "X-Share", "100%%", "")),
                        List.of(new HeaderRule(HeaderAction.ADD, "Vary", "a b", "")),
                        List.of(
                                new HeaderRule(HeaderAction.UNSET, "Server", "", ""),
                                new HeaderRule(HeaderAction.EDIT, "Set-Cookie", "^(.*)$", "$1; Secure")))),
                headers(
                        "RequestHeader unset Proxy early",
                        "RequestHeader set X-Share: 100%%",
                        "Header always add Vary \"a b\"",
                        "Header unset Server",
                        "Header onsuccess EDIT Set-Cookie ^(.*)$ \"$1; Secure\""));
    }

    @Test
    void keepsWhatStandsOutsideOfSectionsFirst() throws IOException {
        assertEquals(
                List.of("", "/a", "/b"),
                headers(
                                "<Location /a>",
                                "Header set X a",
                                "</Location>",
                                "Header set X none",
                                "<Location /b>",
                                "RequestHeader set X b",
                                "</Location>")
                        .stream()
                        .map(section -> section.path().text())
                        .toList());
    }

    @Test
    void takesConditionsFormatsEchoesAndNotes() throws IOException {
        assertEquals(
                List.of(new HeaderSection(
                        "",
                        List.of(new HeaderRule(
                                HeaderAction.SET, "X-Site", "%{SITE}e", "", new VariableCondition("SITE", false))),
                        List.of(new HeaderRule(HeaderAction.ECHO, "^TS", "", "")),
                        List.of(
                                new HeaderRule(HeaderAction.NOTE, "X-Session", "session", ""),
                                new HeaderRule(
                                        HeaderAction.EDIT_ALL,
                                        "Location",
                                        "a",
                                        "%{SITE}e$1",
                                        new VariableCondition("old", true)),
                                new HeaderRule(HeaderAction.ADD, "X-Time", "%D %t", "")))),
                headers(
                        "RequestHeader set X-Site %{SITE}e env=SITE",
                        "Header always echo ^TS",
                        "Header note X-Session session",
                        "Header edit* Location a %{SITE}e$1 env=!old",
                        "Header add X-Time \"%D %t\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Header fix X a|first argument must be 'add', 'set', 'setifempty', 'append', 'merge', 'unset', 'echo',"
                        + " 'note', 'edit', or 'edit*', not 'fix'",
                "RequestHeader echo X|Header echo is for answers: RequestHeader has no such action",
                "Header always set|Header requires an action and the name of a field",
                "Header set X|Header set takes a name and a value, not 1 arguments",
                "Header unset X a|Header unset takes a name, not 2 arguments",
                "Header edit X a|Header edit takes a name, a pattern and a replacement, not 2 arguments",
                "Header set X a env=|Header condition 'env=': expected env=NAME or env=!NAME",
                "Header set X a expr=true|Header 'expr=true' is not supported: set a variable with SetEnvIf, and test that with"
                        + " env=NAME",
                "Header set X %{A}s|Header: the format item '%{A}s' is not supported: use %{NAME}e, %D or %t; a percent sign is"
                        + " written %%",
                "Header set X 5%|Header: the format item '%' is not supported: use %{NAME}e, %D or %t; a percent sign is"
                        + " written %%",
                "Header set X(Y) a|Header: 'X(Y)' is no name of a field",
                "RequestHeader set Host a|RequestHeader Host is not supported yet: use ProxyPreserveHost",
                "RequestHeader unset Content-Length|RequestHeader Content-Length is not supported: this field belongs to one"
                        + " connection, and the server sets it",
                "Header edit X ( a|Header: could not compile the pattern '(': Unclosed group"
            })
    void saysWhatIsWrong(String line, String message) throws IOException {
        assertEquals(List.of("2: " + message), new ConfigText(folder).messages("Listen 80", line));
    }
}
