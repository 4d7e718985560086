package org.whippletree.config.directive;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
final class Spelling {
    private Spelling() {}

    /** The known word with the fewest slips, if one in three letters is no slip; the first of equals. */
    static Optional<String> nearest(String word, Collection<String> known) {
        String nearest = "";
        int fewest = Math.max(1, Math.min(3, word.length() / 3)) + 1;
        for (String candidate : known) {
            int slips = slips(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (slips < fewest) {
                fewest = slips;
                nearest = candidate;
            }
        }
        return nearest.isEmpty() ? Optional.empty() : Optional.of(nearest);
    }

    /** Letters put in, left out, replaced, or changed with their neighbor. */
    private static int slips(String word, String other) {
        if (Math.abs(word.length() - other.length()) > 3) {
            return Integer.MAX_VALUE;
        }
        int[][] distance = new int[word.length() + 1][other.length() + 1];
        for (int i = 0; i <= word.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                distance[i][j] = i == 0 || j == 0 ? i + j : step(distance, word, other, i, j);
            }
        }
        return distance[word.length()][other.length()];
    }

    private static int step(int[][] distance, String word, String other, int i, int j) {
        int replaced = distance[i - 1][j - 1] + (word.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, Math.min(distance[i - 1][j], distance[i][j - 1]) + 1);
        boolean swapped = i > 1
                && j > 1
                && word.charAt(i - 1) == other.charAt(j - 2)
                && word.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(least, distance[i - 2][j - 2] + 1) : least;
    }
}
