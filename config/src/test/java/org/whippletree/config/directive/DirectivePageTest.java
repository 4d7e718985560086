package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DirectivePageTest {
    private static final Path PAGE = Path.of("..", "docs", "directives.md");
    private static final String COMMAND =
            "mvn -q -pl config -am test -Dtest=DirectivePageTest -Dsurefire.failIfNoSpecifiedTests=false -Dpages.write=true";

    @Test
    void isWhatTheTableGives() throws IOException {
        if (Boolean.getBoolean("pages.write")) {
            Files.writeString(PAGE, DirectivePage.text());
        }

        assertEquals(
                DirectivePage.text(),
                Files.exists(PAGE) ? Files.readString(PAGE) : "",
                "docs/directives.md is out of date; this makes it anew: " + COMMAND);
    }
}
