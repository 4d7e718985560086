package org.whippletree.proxy.builtin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.whippletree.config.DeflateRules;
import org.whippletree.config.DeflateRules.Tag;
import org.whippletree.proxy.filter.BodyFilter;
import org.whippletree.proxy.filter.FilterKind;

class DeflateTest {
    private final Deflate deflate = new Deflate(DeflateRules.usual());

    private static byte[] body(int bytes) {
        byte[] body = new byte[bytes];
        Random random = new Random(7);
        for (int i = 0; i < bytes; i++) {
            body[i] = (byte) (i % 100 < 80 ? 'a' + i % 7 : random.nextInt());
        }
        return body;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 5_000, 300_000})
    void givesGzipThatInflatesToTheSame(int bytes) throws Exception {
        byte[] compressed = FilterRun.of(deflate.open(new SampleAnswer("gzip")), body(bytes));

        assertArrayEquals(body(bytes), new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 60_000})
    void holdsNothingBackWhenTheBackendPauses(int bytes) throws Exception {
        BodyFilter filter = deflate.open(new SampleAnswer("gzip")).orElseThrow();

        byte[] compressed = FilterRun.untilPause(filter, body(bytes), 3_000);

        filter.close();
        InputStream inflated = new GZIPInputStream(new ByteArrayInputStream(compressed));
        assertArrayEquals(body(bytes), inflated.readNBytes(bytes));
    }

    @Test
    void leavesAnswersAloneForWhichAVariableSaysSo() {
        assertTrue(
                deflate.open(new SampleAnswer("gzip").withVariable("no-gzip")).isEmpty());
        assertTrue(deflate.open(new SampleAnswer("gzip")
                        .with("Content-Type", "text/css")
                        .withVariable("gzip-only-text/html"))
                .isEmpty());
        assertTrue(deflate.open(new SampleAnswer("gzip")
                        .with("Content-Type", "text/html; charset=utf-8")
                        .withVariable("gzip-only-text/html"))
                .isPresent());
    }

    @Test
    void givesTheZlibFormatToWhoPrefersDeflate() throws Exception {
        SampleAnswer answer = new SampleAnswer("gzip;q=0.5, deflate");

        byte[] compressed = FilterRun.of(deflate.open(answer), body(9_000));

        assertEquals("deflate", answer.fields().get("Content-Encoding"));
        assertArrayEquals(body(9_000), new InflaterInputStream(new ByteArrayInputStream(compressed)).readAllBytes());
    }

    @Test
    void compressesAsHardAsItIsTold() throws Exception {
        int fast = FilterRun.of(
                        new Deflate(new DeflateRules(1, Tag.NO_CHANGE)).open(new SampleAnswer("gzip")), body(100_000))
                .length;
        int small = FilterRun.of(
                        new Deflate(new DeflateRules(9, Tag.NO_CHANGE)).open(new SampleAnswer("gzip")), body(100_000))
                .length;

        assertTrue(small < fast, small + " and " + fast);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | gzip",
                "x-gzip | gzip",
                "br, GZIP;q=0.1 | gzip",
                "deflate | deflate",
                "deflate, gzip | gzip",
                "* | gzip",
                "gzip;q=0, * | deflate",
                "gzip;q=0 | ",
                "gzip;q=0.000 | ",
                "gzip;q=high | ",
                "identity | ",
                "br | ",
                "'' | ",
            })
    void choosesWhatTheClientAccepts(String accept, String coding) {
        SampleAnswer answer = new SampleAnswer(accept);

        deflate.open(answer).ifPresent(filter -> filter.close());

        assertEquals(coding, answer.fields().get("Content-Encoding"));
        assertEquals("Accept-Encoding", answer.fields().get("Vary"));
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Encoding, br",
        "Content-Range, bytes 0-1/2",
        "Content-Length, 0",
        "Cache-Control, 'max-age=1, no-transform'"
    })
    void leavesAnswersAloneThatAreNotToBeCompressed(String name, String value) {
        SampleAnswer answer = new SampleAnswer("gzip").with(name, value);

        assertTrue(deflate.open(answer).isEmpty());
        assertEquals(Map.of(name, value), answer.fields());
    }

    @Test
    void addsToVaryOnceAndToTheTag() {
        SampleAnswer answer =
                new SampleAnswer("gzip").with("Vary", "Cookie, accept-encoding").with("ETag", "W/\"1\"");

        deflate.open(answer).orElseThrow().close();

        assertEquals("Cookie, accept-encoding", answer.fields().get("Vary"));
        assertEquals("W/\"1-gzip\"", answer.fields().get("ETag"));
        SampleAnswer other = new SampleAnswer("gzip").with("Vary", "Cookie").with("ETag", "\"1\"");
        new Deflate(new DeflateRules(1, Tag.REMOVE)).open(other).orElseThrow().close();
        assertEquals("Cookie, Accept-Encoding", other.fields().get("Vary"));
        assertTrue(other.field("ETag").isEmpty());
    }

    @Test
    void tagsA304AsTheAnswerItStandsFor() {
        SampleAnswer answer = new SampleAnswer("gzip").status(304).with("ETag", "\"1\"");

        deflate.open(answer).orElseThrow().close();

        assertEquals(Map.of("ETag", "\"1-gzip\"", "Vary", "Accept-Encoding"), answer.fields());
    }

    @Test
    void worksOnTheLoopForSmallAnswersOnly() {
        assertEquals(FilterKind.EVENT, deflate.kind(new SampleAnswer("gzip").with("Content-Length", "8192")));
        assertEquals(FilterKind.BLOCKING, deflate.kind(new SampleAnswer("gzip").with("Content-Length", "8193")));
        assertEquals(FilterKind.BLOCKING, deflate.kind(new SampleAnswer("gzip")));
    }
}
