package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DirectiveParserTest {
    private final Problems problems = new Problems();

    private List<Directive> parse(String... lines) {
        Variables variables = new Variables(List.of("PORT=81", "FLAG"), Map.of("PORT", "80", "HOST", "from env"));
        return new DirectiveParser(variables, Path.of("/"), problems)
                .parse(SourceLocation.ofFile("f"), String.join("\n", lines));
    }

    private List<String> words(String line) {
        return parse("Name " + line).get(0).arguments();
    }

    private List<String> messages() {
        return problems.sorted().stream().map(Problem::toString).toList();
    }

    @Nested
    class Lines {
        @Test
        void ignoresBlankLinesAndCommentsAndBlanksAroundALine() {
            List<Directive> directives = parse("# Listen 1", "", "   \t", "  \tListen 80  ", "   # indented comment");

            assertEquals(1, directives.size());
            assertEquals("Listen", directives.get(0).name());
            assertEquals(List.of("80"), directives.get(0).arguments());
            assertEquals("f:4", directives.get(0).where().toString());
        }

        @Test
        void takesAHashInsideALineForAnArgument() {
            assertEquals(List.of("a", "#b"), words("a #b"));
        }

        @Test
        void joinsAContinuedLineWithoutABlankAndNumbersItByItsLastLine() {
            List<Directive> directives = parse("Lis\\", "ten \\", "80", "Timeout 1");

            assertEquals("Listen", directives.get(0).name());
            assertEquals(List.of("80"), directives.get(0).arguments());
            assertEquals(3, directives.get(0).where().line());
            assertEquals(4, directives.get(1).where().line());
        }

        @Test
        void continuesACommentToo() {
            assertEquals(1, parse("# a \\", "Listen 80", "Listen 81").size());
        }

        @Test
        void doesNotContinueAfterABackslashThatABlankFollows() {
            assertEquals(2, parse("Name a\\ ", "Other b").size());
        }

        @Test
        void endsALineAtCarriageReturnAndNewline() {
            List<Directive> directives = parse("Name a \\\r", "b\r", "Other c\r");

            assertEquals(List.of("a", "b"), directives.get(0).arguments());
            assertEquals(List.of("c"), directives.get(1).arguments());
        }

        @Test
        void readsALastLineThatEndsInABackslash() {
            assertEquals(List.of("a"), parse("Name a\\").get(0).arguments());
        }
    }

    @Nested
    class WordsOfALine {
        @Test
        void groupsInEitherQuote() {
            assertEquals(List.of("a b", "c \"d", ""), words("\"a b\" 'c \"d' \"\""));
        }

        @Test
        void resolvesInsideQuotesTheBackslashAndTheSameQuoteOnly() {
            assertEquals(List.of("a\"b\\c\\n\\'"), words("\"a\\\"b\\\\c\\n\\'\""));
        }

        @Test
        void resolvesOutsideQuotesTheBackslashOnly() {
            assertEquals(List.of("a\\b", "\\\"c"), words("a\\\\b \\\"c"));
        }

        @Test
        void readsAnUnclosedQuoteToTheEndOfTheLine() {
            assertEquals(List.of("a b"), words("\"a b"));
        }

        @Test
        void beginsAnotherWordDirectlyAfterAClosingQuote() {
            assertEquals(List.of("a", "b"), words("\"a\"b"));
        }

        @Test
        void keepsAQuoteInsideAWord() {
            assertEquals(List.of("-Dname=\"a", "b\""), words("-Dname=\"a b\""));
        }
    }

    @Nested
    class Sections {
        @Test
        void nestsAndComparesNamesInAnyCase() {
            List<Directive> directives =
                    parse("<Proxy balancer://a>", "X 1", "<Inner>", "Y 2", "</INNER>", "</proxy>", "Z 3");

            assertEquals(2, directives.size());
            Directive proxy = directives.get(0);
            assertEquals("<Proxy>", proxy.name());
            assertTrue(proxy.section());
            assertEquals(List.of("balancer://a"), proxy.arguments());
            assertEquals(List.of("X", "<Inner>"), names(proxy.children()));
            assertEquals(List.of("Y"), names(proxy.children().get(1).children()));
            assertEquals(List.of(), messages());
        }

        @Test
        void ignoresWhatFollowsTheBracket() {
            assertEquals(
                    List.of("a"), parse("<Proxy a> # why", "</Proxy>").get(0).arguments());
        }

        @Test
        void tellsOfAClosingLineWithoutItsSection() {
            parse("</Proxy>");

            assertEquals(List.of("f:1: </Proxy> without matching <Proxy> section"), messages());
        }

        @Test
        void tellsOfSectionsThatCross() {
            List<Directive> directives = parse("<A x>", "<B y>", "</A>", "</B>", "C");

            assertEquals(
                    List.of("f:3: Expected </B> but saw </A>", "f:4: </B> without matching <B> section"), messages());
            assertEquals(List.of("<A>", "C"), names(directives));
        }

        @Test
        void tellsOfAWrongClosingNameAndKeepsTheSectionOpen() {
            List<Directive> directives = parse("<A x>", "</B>", "C", "</A>");

            assertEquals(List.of("f:2: Expected </A> but saw </B>"), messages());
            assertEquals(List.of("<A>"), names(directives));
        }

        @Test
        void tellsOfEachSectionThatIsNotClosed() {
            parse("<A x>", "<B y>", "C");

            assertEquals(List.of("f:1: <A> was not closed.", "f:2: <B> was not closed."), messages());
        }

        @Test
        void tellsOfAMissingBracket() {
            parse("<Proxy balancer://a", "</Proxy");

            assertEquals(
                    List.of(
                            "f:1: <Proxy> directive missing closing '>'",
                            "f:2: </Proxy> directive missing closing '>'"),
                    messages());
        }

        private List<String> names(List<Directive> directives) {
            return directives.stream().map(Directive::name).toList();
        }
    }

    @Nested
    class VariablesOfALine {
        @Test
        void prefersADefineToTheEnvironment() {
            assertEquals(List.of("81"), words("${PORT}"));
        }

        @Test
        void splitsWordsAfterTheReplacement() {
            assertEquals(List.of("from", "env", "from env"), words("${HOST} \"${HOST}\""));
        }

        @Test
        void leavesAnUnknownOneAsWrittenWithAWarning() {
            assertEquals(
                    List.of("${NONE}", "${FLAG}", "${map:x}", "${}", "${open"),
                    words("${NONE} ${FLAG} ${map:x} ${} ${open"));
            assertEquals(
                    List.of(
                            "f:1: warning: Config variable ${NONE} is not defined: use Define, the environment or -D"
                                    + " NONE=VALUE",
                            "f:1: warning: Config variable ${FLAG} is not defined: use Define, the environment or -D"
                                    + " FLAG=VALUE"),
                    messages());
        }

        @Test
        void isNotReplacedInAComment() {
            parse("# ${NONE}");

            assertEquals(List.of(), messages());
        }
    }
}
