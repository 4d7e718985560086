package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whippletree.config.RedirectRule;

class RedirectDirectivesTest {
    @TempDir
    private Path folder;

    @Test
    void keepsTheOrderOfTheFile() throws IOException {
        assertEquals(
                List.of(
                        new RedirectRule("/a", false, 302, "https://b"),
                        new RedirectRule("/c", false, 410, ""),
                        new RedirectRule("/d", false, 308, "/e"),
                        new RedirectRule("^/(.)$", true, 303, "$1"),
                        new RedirectRule("/f", false, 451, "")),
                new ConfigText(folder)
                        .config(
                                "Listen 80",
                                "Redirect /a https://b",
                                "Redirect GONE /c",
                                "Redirect 308 /d /e",
                                "RedirectMatch seeother ^/(.)$ $1",
                                "Redirect 451 /f")
                        .proxy()
                        .main()
                        .rules()
                        .redirects());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Redirect a https://b|Redirect path 'a' must begin with a slash",
                "Redirect /a b|Redirect to non-URL 'b': expected scheme://host/path or a path",
                "Redirect gone /a https://b|Redirect URL not valid for this status: 410 sends a client nowhere",
                "Redirect permanent /a|Redirect 301 takes a path and a URL",
                "Redirect 304 /a /b|Redirect status 304 is not supported: use 300 to 599, but not 304",
                "RedirectMatch ( /b|Regular expression '(' could not be compiled: Unclosed group"
            })
    void saysWhatIsWrong(String line, String message) throws IOException {
        assertEquals(List.of("2: " + message), new ConfigText(folder).messages("Listen 80", line));
    }
}
