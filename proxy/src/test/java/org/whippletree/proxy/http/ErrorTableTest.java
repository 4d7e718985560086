package org.whippletree.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.whippletree.config.ErrorDocument;
import org.whippletree.config.ErrorDocument.Kind;
import org.whippletree.config.ErrorSection;

class ErrorTableTest {
    private static final ErrorDocument TEXT = new ErrorDocument(404, Kind.TEXT, "text");
    private static final ErrorDocument PATH = new ErrorDocument(404, Kind.PATH, "/404");

    private final ErrorTable table = new ErrorTable(List.of(
            new ErrorSection("", List.of(PATH, TEXT), true, Set.of(500)),
            new ErrorSection("/a", List.of(PATH), false, Set.of()),
            new ErrorSection("/a/usual", List.of(new ErrorDocument(404, Kind.USUAL, "")), true, Set.of())));

    @Test
    void takesTheLastDocumentThatIsNamed() {
        assertEquals(Optional.of(TEXT), table.everywhere().document(404));
        assertEquals(Optional.empty(), table.everywhere().document(410));
        assertEquals(Optional.of(TEXT), table.at("/b").document(404));
        assertEquals(Optional.of(PATH), table.at("/a/b").document(404));
        assertEquals(Optional.empty(), table.at("/a/usual").document(404));
    }

    @Test
    void overridesWhatTheLastWordOnItNames() {
        assertTrue(table.at("/a/b").overrides(500));
        assertFalse(table.at("/a/b").overrides(502));
        assertFalse(table.at("/a/usual").overrides(500));
    }

    @Test
    void tellsWhetherAnErrorMayLeadToAnotherPath() {
        assertTrue(table.leadsElsewhere());
        assertFalse(new ErrorTable(List.of()).leadsElsewhere());
    }
}
