package org.whippletree.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.config.HeaderAction;
import org.whippletree.config.HeaderRule;
import org.whippletree.config.HeaderSection;

class HeaderEditsTest {
    private final HttpHeaders headers = new DefaultHttpHeaders();

    private static HeaderRule rule(HeaderAction action, String value, String replacement) {
        return new HeaderRule(action, "X", value, replacement);
    }

    private static HeaderSection section(String path, HeaderRule request, List<HeaderRule> always, HeaderRule success) {
        return new HeaderSection(path, List.of(request), always, List.of(success));
    }

    private List<String> after(HeaderAction action, String value, String replacement) {
        new HeaderTable(List.of(new HeaderSection("", List.of(rule(action, value, replacement)), List.of(), List.of())))
                .everywhere()
                .request(headers);
        return headers.getAll("x");
    }

    @Test
    void setReplacesAllAndAddKeepsThem() {
        headers.add("X", "a").add("x", "b");

        assertEquals(List.of("a", "b", "c"), after(HeaderAction.ADD, "c", ""));
        assertEquals(List.of("d"), after(HeaderAction.SET, "d", ""));
    }

    @Test
    void appendMakesOneListAndMergeRepeatsNothing() {
        assertEquals(List.of("a"), after(HeaderAction.APPEND, "a", ""));
        assertEquals(List.of("a, b"), after(HeaderAction.APPEND, "b", ""));
        assertEquals(List.of("a, b"), after(HeaderAction.MERGE, "b", ""));
        assertEquals(List.of("a, b, B"), after(HeaderAction.MERGE, "B", ""));
    }

    @Test
    void unsetRemovesAllAndSetIfEmptyFillsTheGap() {
        headers.add("X", "a").add("x", "b");

        assertEquals(List.of(), after(HeaderAction.UNSET, "", ""));
        assertEquals(List.of("c"), after(HeaderAction.SET_IF_EMPTY, "c", ""));
        assertEquals(List.of("c"), after(HeaderAction.SET_IF_EMPTY, "d", ""));
    }

    @Test
    void editReplacesTheFirstMatchOfEachValueAndEditAllEvery() {
        headers.add("X", "a-a").add("X", "b").add("X", "ca");

        assertEquals(List.of("<a>-a", "b", "c<a>"), after(HeaderAction.EDIT, "(a)(z)?", "<$1$2$3>"));
        assertEquals(List.of("<$>-$", "b", "c<$>"), after(HeaderAction.EDIT_ALL, "a", "\\$"));
    }

    @Test
    void editMakesNoField() {
        assertEquals(List.of(), after(HeaderAction.EDIT, ".*", "a"));
    }

    @Test
    void theRulesOfEverySectionThatMatchesAreAppliedInTheirOrder() {
        HeaderTable table = new HeaderTable(List.of(
                section("", rule(HeaderAction.ADD, "1", ""), List.of(), rule(HeaderAction.ADD, "1", "")),
                section("/a", rule(HeaderAction.ADD, "2", ""), List.of(), rule(HeaderAction.ADD, "2", "")),
                section("/a/b", rule(HeaderAction.ADD, "3", ""), List.of(), rule(HeaderAction.UNSET, "", ""))));

        table.at("/a/bc").request(headers);
        assertEquals(List.of("1", "2"), headers.getAll("X"));
        table.at("/a//b/c").answer(headers, false);
        assertEquals(List.of(), headers.getAll("X"));
    }

    @Test
    void alwaysSeesOnlyWhatItHasSetAndReachesOurOwnAnswers() {
        headers.add("X", "backend");
        HeaderEdits edits = new HeaderTable(List.of(section(
                        "",
                        rule(HeaderAction.UNSET, "", ""),
                        List.of(rule(HeaderAction.UNSET, "", ""), rule(HeaderAction.SET, "always", "")),
                        rule(HeaderAction.APPEND, "success", ""))))
                .everywhere();

        edits.answer(headers, false);
        assertEquals(List.of("backend, success", "always"), headers.getAll("X"));

        HttpHeaders own = new DefaultHttpHeaders();
        edits.answer(own, true);
        assertEquals(List.of("always"), own.getAll("X"));
    }
}
