package org.whippletree.supervisor.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryPlanTest {
    private static final long MEGA = JvmMemory.MEGA;
    private static final JvmMemory SUPERVISOR = new JvmMemory(100 * MEGA, 0, 0, 0, 0, 0);
    private static final JvmMemory CHILD = new JvmMemory(200 * MEGA, 100 * MEGA, 0, 0, 0, 0);

    private static String warning(int children, long limitMega) {
        return new MemoryPlan(SUPERVISOR, CHILD, children)
                .warning(limitMega * MEGA)
                .orElseThrow();
    }

    @Test
    void isSilentWhenAllFit() {
        assertEquals(Optional.empty(), new MemoryPlan(SUPERVISOR, CHILD, 4).warning(1300 * MEGA));
    }

    @Test
    void saysWhatIsNeededAndForWhat() {
        String warning = warning(4, 1299);

        assertTrue(warning.contains("allows 1299 MB"), warning);
        assertTrue(warning.contains("need 1300 MB"), warning);
        assertTrue(warning.contains("the supervisor 100 MB"), warning);
        assertTrue(warning.contains("4 children of 300 MB (heap 200, direct 100"), warning);
    }

    @Test
    void saysHowManyChildrenWouldFit() {
        assertTrue(warning(4, 1299).contains("no more than 3 children"), warning(4, 1299));
        assertTrue(warning(4, 400).contains("no more than 1 child ("), warning(4, 400));
    }

    @Test
    void doesNotAdviseToHaveNone() {
        assertFalse(warning(1, 399).contains("no more than"), warning(1, 399));
        assertFalse(warning(1, 50).contains("no more than"), warning(1, 50));
    }
}
