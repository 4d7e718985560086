package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whippletree.config.ErrorDocument;
import org.whippletree.config.ErrorDocument.Kind;
import org.whippletree.config.ErrorSection;

class ErrorDirectivesTest {
    @TempDir
    private Path folder;

    private List<ErrorSection> sections(String... lines) throws IOException {
        return new ConfigText(folder)
                .config("Listen 80", String.join("\n", lines))
                .proxy()
                .main()
                .options()
                .errors();
    }

    @Test
    void tellTextsPathsAndAddressesApart() throws IOException {
        assertEquals(
                List.of(
                        new ErrorDocument(404, Kind.TEXT, "Not here"),
                        new ErrorDocument(403, Kind.PATH, "/errors/403?x=1"),
                        new ErrorDocument(500, Kind.LOCATION, "http://help.example/"),
                        new ErrorDocument(404, Kind.USUAL, ""),
                        new ErrorDocument(410, Kind.TEXT, "Gone")),
                sections(
                                "ErrorDocument 404 \"Not here\"",
                                "ErrorDocument 403 /errors/403?x=1",
                                "ErrorDocument 500 http://help.example/",
                                "ErrorDocument 404 default",
                                "ErrorDocument 410 Gone")
                        .get(0)
                        .documents());
    }

    @Test
    void standOutsideOfSectionsFirst() throws IOException {
        List<ErrorSection> sections = sections(
                "<Location /app>",
                "ProxyErrorOverride On",
                "</Location>",
                "ErrorDocument 404 x",
                "ProxyErrorOverride Off");

        assertEquals(
                List.of("", "/app"),
                sections.stream().map(section -> section.path().text()).toList());
        assertEquals(Set.of(), sections.get(0).overridden());
        assertTrue(sections.get(0).decides());
        assertTrue(sections.get(1).overridden().containsAll(List.of(400, 404, 599)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ErrorDocument 302 /x | Unsupported HTTP response code 302: ErrorDocument takes those from 400 to 599",
                "ErrorDocument 404 two words | ErrorDocument 404: put a text of several words in quotes",
                "ErrorDocument 404 \"%{REQUEST_URI}\" | ErrorDocument 404: expressions in '%{REQUEST_URI}' are not supported yet: remove them",
                "ErrorDocument 401 http://x/ | cannot use a full URL in a 401 ErrorDocument directive: name a path or a text",
                "ErrorDocument 404 \"/a b\" | ErrorDocument 404: '/a b' holds a character that must be encoded",
                "ProxyErrorOverride Maybe | ProxyErrorOverride must be On or Off, with statuses behind it, not 'Maybe'",
                "ProxyErrorOverride On 200 | Unsupported HTTP response code 200: ProxyErrorOverride takes those from 400 to 599",
            })
    void areRefusedIfNothingCanComeOfThem(String line, String message) throws IOException {
        assertEquals(List.of("2: " + message), new ConfigText(folder).messages("Listen 80", line));
    }
}
