package org.whippletree.proxy.balance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.whippletree.config.MemberFlag;

/** Members of one lbset, and which of them are candidates. Owned by the event loop. */
final class MemberSet {
    private final List<Member> regular = new ArrayList<>();
    private final List<Member> spares = new ArrayList<>();
    private final List<Member> standbys = new ArrayList<>();

    /** The sets of these members, the lowest first. */
    static List<MemberSet> of(List<Member> members) {
        TreeMap<Integer, MemberSet> sets = new TreeMap<>();
        members.forEach(member -> sets.computeIfAbsent(member.config().role().set(), number -> new MemberSet())
                .add(member));
        return List.copyOf(sets.values());
    }

    private void add(Member member) {
        if (member.is(MemberFlag.HOT_SPARE)) {
            spares.add(member);
        } else if (member.is(MemberFlag.HOT_STANDBY)) {
            standbys.add(member);
        } else {
            regular.add(member);
        }
    }

    void propose(Choice choice, long nowNanos, Set<Member> tried) {
        int missing = propose(regular, Integer.MAX_VALUE, choice, nowNanos, tried);
        if (missing > 0) {
            propose(spares, missing, choice, nowNanos, tried);
        }
        if (!choice.made()) {
            propose(standbys, Integer.MAX_VALUE, choice, nowNanos, tried);
        }
    }

    /** Proposes so many; answers how many could not be. */
    private static int propose(List<Member> from, int most, Choice choice, long nowNanos, Set<Member> tried) {
        int proposed = 0;
        for (Member member : from) {
            boolean candidate = member.usable(nowNanos) && !member.is(MemberFlag.DRAINING) && !tried.contains(member);
            if (candidate && proposed < most) {
                choice.consider(member);
                proposed++;
            }
        }
        return from.size() - proposed;
    }
}
