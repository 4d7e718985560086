package org.whippletree.config;

import java.util.Set;

/**
 * A member's place in its balancer.
 *
 * @param set members of a higher one are asked while none of a lower one is usable ({@code lbset})
 * @param flags what {@code status=} says
 */
public record MemberRole(int set, Set<MemberFlag> flags) {
    public MemberRole {
        Checks.require(set >= 0 && set <= 99, "lbset is 0 to 99");
        flags = Set.copyOf(flags);
    }

    /** What holds unless the configuration says otherwise. */
    public static MemberRole usual() {
        return new MemberRole(0, Set.of());
    }

    public boolean is(MemberFlag flag) {
        return flags.contains(flag);
    }
}
