package org.whippletree.proxy.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.config.SubstituteRule;
import org.whippletree.proxy.filter.BodyFilter;
import org.whippletree.proxy.path.PatternTooHardException;

class SubstituteTest {
    private static BodyFilter filter(int mostLineBytes, SubstituteRule... rules) {
        return new Substitute(List.of(rules), mostLineBytes)
                .open(new SampleAnswer(null))
                .orElseThrow();
    }

    private static SubstituteRule pattern(String pattern, String replacement) {
        return new SubstituteRule(pattern, replacement, false, false);
    }

    private static String result(BodyFilter filter, String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String small = new String(FilterRun.of(filter, bytes, 3, 5), StandardCharsets.UTF_8);
        return small;
    }

    @Test
    void replacesEachMatchOfEachLineOneRuleAfterTheOther() throws Exception {
        BodyFilter filter = filter(100, pattern("b+", "<$0>"), new SubstituteRule("<BB>", "$1\\", true, true));

        assertEquals("a<b>c $1\\\n$1\\x", result(filter, "abc bb\nbbx"));
    }

    @Test
    void takesTheEndOfALineAsPcreDoes() throws Exception {
        assertEquals("one!\ntwo!\n", result(filter(100, pattern("(o.*)$", "$1!"), pattern("^t", "t")), "one\ntwo\n"));
        assertEquals("one\n", result(filter(100, pattern("one$", "one")), "one\n"));
    }

    @Test
    void changesNoOctetButThoseItReplaces() throws Exception {
        BodyFilter filter = filter(100, pattern("ü", "ue"));

        assertEquals("gruesse\u00e9\n\u00e9", result(filter, "gr\u00fcsse\u00e9\n\u00e9"));
        byte[] invalid = {(byte) 0xff, 'a', (byte) 0xc3};
        assertEquals(
                List.of((byte) 0xff, (byte) 'b', (byte) 0xc3),
                boxed(FilterRun.of(filter(100, pattern("a", "b")), invalid, 1, 1)));
    }

    private static List<Byte> boxed(byte[] bytes) {
        return List.of(bytes[0], bytes[1], bytes[2]);
    }

    @Test
    void failsOnALineThatIsTooLong() {
        assertThrows(IOException.class, () -> result(filter(10, pattern("x", "y")), "12345678901"));
        assertThrows(IOException.class, () -> result(filter(10, pattern("x", "y".repeat(9))), "xxx\n"));
    }

    @Test
    void leavesCompressedAndPartialAnswersAlone() {
        Substitute substitute = new Substitute(List.of(pattern("a", "b")), 100);

        assertTrue(substitute
                .open(new SampleAnswer(null).with("Content-Encoding", "gzip"))
                .isEmpty());
        assertTrue(substitute.open(new SampleAnswer(null).status(206)).isEmpty());
        assertTrue(new Substitute(List.of(), 100).open(new SampleAnswer(null)).isEmpty());
    }

    @Test
    void breaksOffASearchThatWouldNotEnd() throws Exception {
        String line = "a".repeat(400) + "b\n";

        assertThrows(PatternTooHardException.class, () -> result(filter(1_000, pattern("(.*a){12}$", "x")), line));
        assertThrows(
                PatternTooHardException.class,
                () -> result(filter(1_000_000, pattern("(a|b)*c", "x")), "ab".repeat(100_000) + "\n"));
        assertEquals("x" + "b".repeat(400_000), result(filter(500_000, pattern("a", "x")), "a" + "b".repeat(400_000)));
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws Exception {
        BodyFilter filter = filter(1_000, pattern("a", "x"));
        Thread.currentThread().interrupt();

        assertThrows(InterruptedIOException.class, () -> result(filter, "a\n"));
        assertTrue(Thread.interrupted());
    }
}
