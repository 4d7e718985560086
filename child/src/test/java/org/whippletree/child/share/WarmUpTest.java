package org.whippletree.child.share;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void beginsWithATenth() {
        assertEquals(0.1, WarmUp.share(0, 0));
    }

    @Test
    void growsWithAgeOrWithAnswersWhicheverIsQuicker() {
        assertEquals(0.55, WarmUp.share(5_000, 0), 1e-9);
        assertEquals(0.55, WarmUp.share(0, 1_500), 1e-9);
        assertEquals(0.55, WarmUp.share(5_000, 1_500), 1e-9);
    }

    @Test
    void neverExceedsTheWhole() {
        assertEquals(1, WarmUp.share(60_000, 0));
        assertEquals(1, WarmUp.share(0, 1_000_000));
    }

    @Test
    void takesAClockThatWentBackForNoAge() {
        assertEquals(0.1, WarmUp.share(-5_000, 0));
    }
}
