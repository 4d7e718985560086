package org.whippletree.child.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArmingPolicyTest {
    private final ArmingPolicy policy = new ArmingPolicy();

    @Test
    void armsTheTwoFirstSlotsOfAnIdleServer() {
        assertEquals(List.of(0, 1), armed(new int[8]));
    }

    @Test
    void armsTheTwoLeastBusy() {
        assertEquals(List.of(2, 4), armed(1, 1, 0, 1, 0));
    }

    @Test
    void armsTheOnlyChild() {
        assertEquals(List.of(0), armed(9));
    }

    @Test
    void armsMoreThanTwoOfABusyServerButNoneAboveItsPart() {
        assertEquals(List.of(0, 1, 2, 3), armed(4, 4, 4, 4));
        assertEquals(List.of(1, 2, 3), armed(10, 4, 4, 4));
    }

    @Test
    void armsNoneThatIsClearlyBusierThanTheLeastBusy() {
        assertEquals(List.of(8), armed(4, 4, 4, 4, 4, 4, 4, 4, 0));
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8), armed(4, 4, 4, 4, 4, 4, 4, 4, 3));
    }

    @Test
    void takesNoAccountOfSiblingsAtTheirLimit() {
        assertEquals(Arming.ARMED_LEAST_BUSY, policy.decide(Figures.view(9, 16, 16, 16), false));
    }

    @Test
    void armsWithoutAFreshDigest() {
        assertEquals(Arming.ARMED_DIGEST_STALE, policy.decide(Figures.stale(Figures.view(9, 0, 0)), false));
    }

    @Test
    void armsWhenClientsWaitThoughSiblingsAreLessBusy() {
        SiblingView view = Figures.view(9, 0, 0);

        assertEquals(Arming.UNARMED_BUSIER, policy.decide(view, false));
        assertEquals(Arming.ARMED_CLIENTS_WAIT, policy.decide(Figures.waiting(view, 1), false));
    }

    @Test
    void keepsAnArmedChildArmedThroughASmallChange() {
        SiblingView idle = Figures.viewFrom(1, 0, 0, 0, 0);
        ChildFigures own = idle.own().with(0.8, 2);
        Siblings siblings = Siblings.of(List.of(own, Figures.child(2, 0), Figures.child(3, 0)), 1, 1);
        SiblingView view = new SiblingView(own, siblings, true, 0, false);

        assertTrue(policy.decide(view, true).armed());
        assertFalse(policy.decide(view, false).armed());
    }

    @Test
    void leavesClientsToOthersWhenItHasTakenFarMoreThanTheyHaveReadOf() {
        Siblings siblings = Figures.viewFrom(0, 4, 4, 4, 4).siblings();
        SiblingView some = new SiblingView(Figures.child(0, 6), siblings, true, 0, false);
        SiblingView many = new SiblingView(Figures.child(0, 9), siblings, true, 0, false);

        assertEquals(Arming.ARMED_LEAST_BUSY, policy.decide(some, true));
        assertEquals(Arming.UNARMED_BUSIER, policy.decide(many, true));
    }

    @Test
    void staysArmedUntilTheNextInLineCanKnow() {
        ChildFigures grown = Figures.child(0, 3);
        SiblingView before = Figures.viewFrom(0, 0, 0, 0);

        SiblingView unseen = new SiblingView(grown, before.siblings(), true, 0, false);

        assertTrue(policy.decide(unseen, true).armed());
    }

    @Test
    void leavesTheNextClientToALessBusySiblingForTheHoldOff() {
        SiblingView view = Figures.view(5, 4, 5, 6);

        assertEquals(Arming.AFTER_HOLD_OFF, policy.afterAccept(view));
        assertEquals(Arming.AFTER_HOLD_OFF, policy.decide(view, false));
        assertTrue(policy.afterHoldOff(view).armed());
    }

    @Test
    void holdsNothingOffWhileRequestsAreOverSooner() {
        SiblingView lasting = Figures.view(5, 4, 5, 6);
        SiblingView brief = new SiblingView(lasting.own(), lasting.siblings(), true, 0, true);

        assertTrue(policy.afterAccept(brief).armed());
        assertTrue(policy.decide(brief, false).armed());
    }

    @Test
    void holdsNothingOffWhenNoSiblingIsLessBusy() {
        assertEquals(Arming.ARMED_LEAST_BUSY, policy.afterAccept(Figures.view(1, 1)));
        assertEquals(Arming.ARMED_LEAST_BUSY, policy.afterAccept(Figures.view(1)));
    }

    @Test
    void countsAColdChildAsBusyAsItsShareSays() {
        SiblingView cold = Figures.view(Figures.child(0, 0, 0.1), 4, 4, 4);
        SiblingView halfWarm = Figures.view(Figures.child(0, 0, 0.5), 4, 4, 4);

        assertEquals(Arming.UNARMED_WARMING_UP, policy.decide(cold, false));
        assertTrue(policy.decide(halfWarm, false).armed());
    }

    private List<Integer> armed(int... requests) {
        return IntStream.range(0, requests.length)
                .filter(slot -> policy.decide(Figures.viewFrom(slot, requests), false) != Arming.UNARMED_BUSIER)
                .boxed()
                .toList();
    }
}
