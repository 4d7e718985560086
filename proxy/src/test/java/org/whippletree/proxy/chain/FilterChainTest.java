package org.whippletree.proxy.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whippletree.proxy.filter.BodyFilter;
import org.whippletree.proxy.filter.FilterKind;
import org.whippletree.proxy.filter.FilterOutput;
import org.whippletree.proxy.filter.FilterProvider;
import org.whippletree.proxy.filter.FilteredMessage;
import org.whippletree.proxy.filter.WholeBodyFilter;

class FilterChainTest {
    private static final int BUFFER = 200_000;

    private final List<String> events = new ArrayList<>();
    private final Deque<Runnable> thread = new ArrayDeque<>();
    private boolean writable = true;
    private long written;

    private final FilterChain.Sink sink = new FilterChain.Sink() {
        @Override
        public boolean takesMore() {
            return writable;
        }

        @Override
        public void piece(ByteBuffer bytes) {
            written += bytes.remaining();
            events.add(
                    bytes.remaining() < 100
                            ? StandardCharsets.US_ASCII.decode(bytes).toString()
                            : "piece");
        }

        @Override
        public void ended() {
            events.add("ended");
        }

        @Override
        public void stepped() {
            events.add("stepped");
        }

        @Override
        public void failed(String filter, Throwable cause) {
            events.add(filter + " failed: " + cause.getMessage());
        }
    };

    private static NamedFilter named(String name, FilterKind kind) {
        return new NamedFilter(
                name,
                new FilterProvider() {
                    @Override
                    public FilterKind kind() {
                        return kind;
                    }

                    @Override
                    public Optional<BodyFilter> open(FilteredMessage message) {
                        return Optional.empty();
                    }
                },
                kind,
                false);
    }

    private FilterChain chain(FilterKind kind, BodyFilter... filters) {
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < filters.length; i++) {
            stages.add(new Stage(named("f" + i, kind), kind, filters[i], BUFFER));
        }
        return new FilterChain(
                stages,
                sink,
                (filter, computes, step, after) -> thread.add(() -> {
                    step.run();
                    after.run();
                }));
    }

    private static void add(FilterChain chain, String text) {
        chain.add(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    /** Passes on; tells of its end and its close. */
    private final class Marker implements BodyFilter {
        private final String mark;

        Marker(String mark) {
            this.mark = mark;
        }

        @Override
        public void take(ByteBuffer piece, FilterOutput output) {
            output.write(piece);
        }

        @Override
        public boolean end(FilterOutput output) {
            output.write(ByteBuffer.wrap(mark.getBytes(StandardCharsets.US_ASCII)));
            return true;
        }

        @Override
        public void close() {
            events.add("close " + mark);
        }
    }

    @Test
    void passesABodyThroughEachFilterInItsOrder() {
        FilterChain chain = chain(FilterKind.EVENT, new Marker("1"), new Marker("2"));

        add(chain, "body");
        chain.end();

        assertEquals(List.of("body", "12", "close 1", "close 2", "ended"), merged());
    }

    /** Short pieces that follow one another are one. */
    private List<String> merged() {
        List<String> merged = new ArrayList<>(events);
        int at = merged.indexOf("1");
        if (at >= 0) {
            merged.set(at, merged.get(at) + merged.remove(at + 1));
        }
        return merged;
    }

    @Test
    void makesBlockingCallsOnTheThreadAndTakesWhatComesMeanwhile() {
        FilterChain chain = chain(FilterKind.BLOCKING, new Marker("!"));

        add(chain, "a");
        assertTrue(chain.working());
        add(chain, "b");
        chain.end();
        assertEquals(List.of(), events);
        assertEquals(1, thread.size(), "one call at a time");
        thread.poll().run();
        assertEquals(List.of("a", "stepped"), events);
        thread.poll().run();

        assertEquals(List.of("a", "stepped", "b!", "close !", "ended"), events);
        assertFalse(chain.working());
    }

    @Test
    void callsNoFilterWhileTheClientTakesNothing() {
        writable = false;
        FilterChain chain = chain(FilterKind.EVENT, new Marker("!"));

        add(chain, "x".repeat(70_000));
        assertFalse(chain.roomLeft());
        assertEquals(0, written);
        writable = true;
        chain.pump();

        assertEquals(70_000, written);
        assertTrue(chain.roomLeft());
    }

    /** Holds everything back. */
    private static final class Hoarder implements BodyFilter {
        private final StringBuilder held = new StringBuilder();

        @Override
        public void take(ByteBuffer piece, FilterOutput output) {
            held.append(StandardCharsets.US_ASCII.decode(piece));
        }

        @Override
        public boolean flush(FilterOutput output) {
            output.write(StandardCharsets.US_ASCII.encode(held.toString()));
            held.setLength(0);
            return true;
        }
    }

    @Test
    void letsGoWhatFiltersHoldBackWhenTheBackendPauses() {
        FilterChain chain = chain(FilterKind.EVENT, new Hoarder(), new Hoarder());

        add(chain, "a");
        add(chain, "b");
        assertEquals(List.of(), events);
        chain.flush();

        assertEquals(List.of("ab"), events);
    }

    @Test
    void flushesNothingWhileThereIsMoreToWorkOnTogether() {
        FilterChain chain = chain(FilterKind.BLOCKING, new Hoarder());

        add(chain, "a");
        chain.flush();
        add(chain, "b");
        thread.poll().run();
        thread.poll().run();
        assertEquals(List.of("stepped", "stepped"), events);
        chain.flush();
        thread.poll().run();

        assertEquals(List.of("stepped", "stepped", "ab", "stepped"), events);
    }

    @Test
    void failsTheBodyOfAFilterThatThrows() {
        FilterChain chain = chain(FilterKind.EVENT, new Marker("1"), (BodyFilter) (piece, output) -> {
            throw new IOException("no");
        });

        add(chain, "body");
        add(chain, "more");

        assertEquals(List.of("close 1", "f1 failed: no"), events);
    }

    @Test
    void failsAFilterThatStandsStill() {
        FilterChain chain = chain(FilterKind.EVENT, (piece, output) -> {});

        add(chain, "body");

        assertEquals(List.of("f0 failed: the filter takes nothing and writes nothing, though there is room"), events);
    }

    @Test
    void failsAFilterThatWritesWithoutBound() {
        FilterChain chain = chain(FilterKind.EVENT, (BodyFilter) (piece, output) -> {
            while (true) {
                output.write(ByteBuffer.allocate(1_000));
            }
        });

        add(chain, "body");

        assertEquals(
                List.of("f0 failed: the filter has written more than FilterBufferSize 200000 in one call"), events);
    }

    @Test
    void closesAFilterAtWorkBehindItsCall() {
        FilterChain chain = chain(FilterKind.BLOCKING, new Marker("!"));
        add(chain, "a");

        chain.close();
        assertEquals(List.of(), events);
        thread.poll().run();

        assertEquals(List.of("close !"), events);
    }

    @Test
    void givesAWholeBodyAwayAsItIsTaken() {
        FilterChain chain = chain(FilterKind.EVENT, new WholeBodyFilter(BUFFER) {
            @Override
            protected byte[] transform(byte[] body) {
                byte[] twice = Arrays.copyOf(body, 2 * body.length);
                System.arraycopy(body, 0, twice, body.length, body.length);
                return twice;
            }
        });
        add(chain, "x".repeat(60_000));
        add(chain, "x".repeat(30_000));
        assertEquals(0, written);
        writable = false;
        chain.end();
        assertEquals(0, written);

        writable = true;
        chain.pump();

        assertEquals(180_000, written);
        assertEquals("ended", events.get(events.size() - 1));
    }

    @Test
    void holdsNoMoreOfAWholeBodyThanIsAllowed() {
        FilterChain chain = chain(FilterKind.EVENT, new WholeBodyFilter(50_000) {
            @Override
            protected byte[] transform(byte[] body) {
                return body;
            }
        });

        add(chain, "x".repeat(60_000));

        assertEquals(List.of("f0 failed: the body is longer than 50000 bytes: raise FilterBufferSize"), events);
    }
}
