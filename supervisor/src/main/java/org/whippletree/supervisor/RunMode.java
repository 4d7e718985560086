package org.whippletree.supervisor;

/**
 * How the server runs.
 *
 * @param singleChild one child, which is not replaced: the server ends with it ({@code -X})
 */
public record RunMode(boolean singleChild) {
    /** As many children as configured, each replaced when it ends. */
    public static RunMode normal() {
        return new RunMode(false);
    }
}
