package org.whippletree.proxy.path;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What sections of the configuration say together about a path: those that hold for it, in file order. Pure.
 *
 * @param <S> a section
 * @param <T> what several of them come to
 */
public final class PathSections<S, T> {
    private final List<S> sections;
    private final Function<S, PathMatcher> path;
    private final Function<List<S>, T> together;
    private final int everywhereCount;
    private final T everywhere;

    /**
     * @param path for which paths a section holds
     * @param together what sections in file order come to
     */
    public PathSections(List<S> sections, Function<S, PathMatcher> path, Function<List<S>, T> together) {
        this.sections = List.copyOf(sections);
        this.path = path;
        this.together = together;
        List<S> always =
                sections.stream().filter(section -> path.apply(section).every()).toList();
        this.everywhereCount = always.size();
        this.everywhere = together.apply(always);
    }

    /** What holds for every path, and before a path is known. */
    public T everywhere() {
        return everywhere;
    }

    /**
     * What holds for a path; {@link PatternTooHardException} if that is too hard to tell.
     *
     * @param decoded the path, with nothing encoded in it
     */
    public T at(String decoded) {
        if (everywhereCount == sections.size()) {
            return everywhere;
        }
        List<S> matching = new ArrayList<>(sections.size());
        for (S section : sections) {
            if (path.apply(section).matches(decoded)) {
                matching.add(section);
            }
        }
        return matching.size() == everywhereCount ? everywhere : together.apply(matching);
    }
}
