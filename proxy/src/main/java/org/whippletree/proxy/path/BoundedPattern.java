package org.whippletree.proxy.path;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern of the configuration that is searched in what clients send. Some patterns take exponential time for some texts, and some
 * take a level of the stack for each letter: a search that looks at too many letters or goes too deep is broken off, so that no
 * request holds the event loop for more than some milliseconds, and no body its worker for more than a second or so. Pure.
 */
public final class BoundedPattern {
    /** Letters that a search may look at: twenty times each of a request line of the usual limit, and more. */
    public static final int MOST_STEPS = 200_000;

    private final Pattern pattern;

    public BoundedPattern(String regex) {
        this(regex, Pattern.DOTALL);
    }

    /** @param flags as {@link Pattern} has them */
    public BoundedPattern(String regex, int flags) {
        this.pattern = Pattern.compile(regex, flags);
    }

    /** The first match; {@link PatternTooHardException} if that is too hard to tell. */
    public Optional<MatchResult> find(String text) {
        Search search = search(text);
        return search.next() ? Optional.of(search.match()) : Optional.empty();
    }

    /** One match after the other. */
    public Search search(String text) {
        return search(text, MOST_STEPS);
    }

    /** The same within another bound, for texts that are longer than requests. */
    public Search search(String text, int mostSteps) {
        return new Search(pattern, new CountedText(text, mostSteps));
    }

    /** A search in one text; all its matches together are bounded. */
    public static final class Search {
        private final CountedText text;
        private final Matcher matcher;

        private Search(Pattern pattern, CountedText text) {
            this.text = text;
            this.matcher = pattern.matcher(this.text);
        }

        /** Goes to the next match; {@link PatternTooHardException} if that is too hard to tell. */
        public boolean next() {
            try {
                return matcher.find();
            } catch (StepsExceeded | StackOverflowError tooHard) {
                throw new PatternTooHardException(matcher.pattern().pattern(), text.length());
            }
        }

        /** The match that was gone to. */
        public MatchResult match() {
            return matcher;
        }
    }

    private static final class StepsExceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StepsExceeded() {
            super(null, null, false, false);
        }
    }

    /** Counts how often it is looked at. */
    private static final class CountedText implements CharSequence {
        private final String text;
        private int stepsLeft;

        CountedText(String text, int mostSteps) {
            this.text = text;
            this.stepsLeft = mostSteps;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--stepsLeft < 0) {
                throw new StepsExceeded();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
