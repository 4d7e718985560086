package org.whippletree.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which filters the bodies of some paths go through. What a later section sets replaces what an earlier one does; filters by type
 * add up.
 *
 * @param path which paths it is for
 * @param setsInput whether it says which filters a request's body goes through
 * @param input in the order of the way to the backend
 * @param setsOutput whether it says which filters an answer's body goes through, whatever its type
 * @param output in the order of the way to the client
 * @param byType behind those
 * @param substitutes what SUBSTITUTE replaces
 */
public record FilterSection(
        PathMatch path,
        boolean setsInput,
        List<FilterRef> input,
        boolean setsOutput,
        List<FilterRef> output,
        List<TypedFilters> byType,
        SubstituteRules substitutes) {
    public FilterSection {
        input = List.copyOf(input);
        output = List.copyOf(output);
        byType = List.copyOf(byType);
        Checks.require(setsInput || input.isEmpty(), "only who sets input filters has some");
        Checks.require(setsOutput || output.isEmpty(), "only who sets output filters has some");
    }

    /** One without a word on SUBSTITUTE. */
    public FilterSection(
            PathMatch path,
            boolean setsInput,
            List<FilterRef> input,
            boolean setsOutput,
            List<FilterRef> output,
            List<TypedFilters> byType) {
        this(path, setsInput, input, setsOutput, output, byType, SubstituteRules.none());
    }

    /** Every filter that it names. */
    public Stream<FilterRef> all() {
        return Stream.concat(
                Stream.concat(input.stream(), output.stream()),
                byType.stream().flatMap(typed -> typed.filters().stream()));
    }
}
