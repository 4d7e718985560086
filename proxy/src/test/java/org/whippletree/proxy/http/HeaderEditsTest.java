package org.whippletree.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.config.HeaderAction;
import org.whippletree.config.HeaderRule;
import org.whippletree.config.HeaderSection;
import org.whippletree.config.VariableCondition;
import org.whippletree.proxy.notes.Election;
import org.whippletree.proxy.notes.ExchangeNotes;

class HeaderEditsTest {
    private final HttpHeaders headers = new DefaultHttpHeaders();
    private final ExchangeNotes notes = new ExchangeNotes();

    private static HeaderRule rule(HeaderAction action, String value, String replacement) {
        return new HeaderRule(action, "X", value, replacement);
    }

    private static HeaderSection section(String path, HeaderRule request, List<HeaderRule> always, HeaderRule success) {
        return new HeaderSection(path, List.of(request), always, List.of(success));
    }

    private List<String> after(HeaderAction action, String value, String replacement) {
        new HeaderTable(List.of(new HeaderSection("", List.of(rule(action, value, replacement)), List.of(), List.of())))
                .everywhere()
                .request(headers, notes);
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

        table.at("/a/bc").request(headers, notes);
        assertEquals(List.of("1", "2"), headers.getAll("X"));
        table.at("/a//b/c").answer(headers, notes, false);
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

        edits.answer(headers, notes, false);
        assertEquals(List.of("backend, success", "always"), headers.getAll("X"));

        HttpHeaders own = new DefaultHttpHeaders();
        edits.answer(own, notes, true);
        assertEquals(List.of("always"), own.getAll("X"));
    }

    @Test
    void valuesHoldVariablesAndTimes() {
        notes.elected(new Election("app", null, "r1", "ID", ""));

        assertEquals(
                List.of("ID=.r1; (null); 5%"),
                after(HeaderAction.SET, "ID=.%{BALANCER_WORKER_ROUTE}e; %{NONE}e; 5%%", ""));
        assertTrue(after(HeaderAction.SET, "%D %t", "").get(0).matches("D=[0-9]+ t=[0-9]{16}"));
    }

    @Test
    void aReplacementHoldsVariablesAndGroups() {
        notes.elected(new Election("app", null, "r1", "ID", ""));
        headers.add("X", "abc");

        assertEquals(List.of("abr1-c"), after(HeaderAction.EDIT, "(c)", "%{BALANCER_WORKER_ROUTE}e-$1"));
    }

    @Test
    void aRuleWithAConditionHoldsOnlyWhereItIsMet() {
        notes.elected(new Election("app", null, "r1", "ID", "r1"));

        assertEquals(List.of(), conditional(new VariableCondition("BALANCER_ROUTE_CHANGED", false)));
        assertEquals(List.of("c"), conditional(new VariableCondition("BALANCER_ROUTE_CHANGED", true)));
        notes.elected(new Election("app", null, "r1", "ID", "r2"));
        assertEquals(List.of("c", "c"), conditional(new VariableCondition("BALANCER_ROUTE_CHANGED", false)));
    }

    private List<String> conditional(VariableCondition condition) {
        HeaderRule rule = new HeaderRule(HeaderAction.ADD, "X", "c", "", condition);
        new HeaderTable(List.of(new HeaderSection("", List.of(rule), List.of(), List.of())))
                .everywhere()
                .request(headers, notes);
        return headers.getAll("X");
    }
}
