package org.whippletree.proxy.http;

import static org.whippletree.testkit.Allocations.assertAtMost;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequestTargetAllocationTest {
    private final HeaderTable noRules = new HeaderTable(List.of());

    @Test
    void aPlainPathIsNotCopied() {
        int optional = 16;
        int target = 24;
        assertAtMost(optional + target, () -> RequestTarget.parse("/shop/cart"));
    }

    @Test
    void findingThatNoRuleIsForAPathAllocatesNothing() {
        assertAtMost(0, () -> noRules.at("/shop/cart"));
    }
}
