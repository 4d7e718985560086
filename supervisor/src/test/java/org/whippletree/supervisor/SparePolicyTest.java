package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.whippletree.config.ProcessLimits;
import org.whippletree.supervisor.SparePolicy.Load;
import org.whippletree.supervisor.SparePolicy.Pace;
import org.whippletree.supervisor.SparePolicy.Step;

class SparePolicyTest {
    /** 10 workers each, at most 8 children, 20 to 50 workers idle. */
    private final ProcessLimits limits = new ProcessLimits(2, 8, 64, 10, 80, 20, 50);

    private Step step(int target, int idle, boolean settled) {
        return SparePolicy.step(limits, new Load(target, idle, settled));
    }

    @Test
    void addsBelowTheLeastAndRetiresAboveTheMost() {
        assertEquals(Step.ADD, step(4, 19, true));
        assertEquals(Step.NONE, step(4, 20, true));
        assertEquals(Step.NONE, step(6, 50, true));
        assertEquals(Step.RETIRE, step(6, 51, true));
    }

    @Test
    void addsNothingBeyondMaxRequestWorkers() {
        assertEquals(Step.FULL, step(8, 0, true));
    }

    @Test
    void retiresNobodyWhileSomethingIsStillMoving() {
        assertEquals(Step.NONE, step(6, 51, false));
        assertEquals(Step.ADD, step(4, 19, false));
    }

    @Test
    void keepsTheLastChild() {
        ProcessLimits one = new ProcessLimits(1, 8, 64, 60, 60, 1, 50);

        assertEquals(Step.NONE, SparePolicy.step(one, new Load(1, 60, true)));
    }

    @Test
    void addsNoMoreThanAreNeededThanThePaceAllowsOrThanFit() {
        assertEquals(1, SparePolicy.additions(limits, new Load(2, 0, true), new Pace(1, 0)));
        assertEquals(2, SparePolicy.additions(limits, new Load(2, 0, true), new Pace(4, 0)));
        assertEquals(1, SparePolicy.additions(limits, new Load(7, 0, true), new Pace(4, 0)));
    }

    @Test
    void doublesItsPaceUpToThirtyTwoChildrenASecond() {
        Pace pace = SparePolicy.after(Pace.calm(), 5_000);
        assertEquals(new Pace(2, 6_000), pace);

        for (int step = 0; step < 10; step++) {
            pace = SparePolicy.after(pace, 5_000);
        }
        assertEquals(SparePolicy.FASTEST_RATE, pace.rate());
    }
}
