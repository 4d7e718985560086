package org.whippletree.child.share;

/** The sheds of the last second and a bit, counted by pieces of 50 ms. */
final class RecentSheds {
    /** The longest time that can be asked for. */
    static final long SPAN_NANOS = 1_000_000_000;

    private static final long PIECE_NANOS = 50_000_000;
    private static final int PIECES = 32;

    private final int[] counts = new int[PIECES];
    private final long[] pieces = new long[PIECES];

    void add(int count, long nowNanos) {
        long piece = Math.floorDiv(nowNanos, PIECE_NANOS);
        int index = Math.floorMod(piece, PIECES);
        if (pieces[index] != piece) {
            pieces[index] = piece;
            counts[index] = 0;
        }
        counts[index] += count;
    }

    /** How many there were within the given time before now, up to 50 ms more. */
    int within(long nanos, long nowNanos) {
        long newest = Math.floorDiv(nowNanos, PIECE_NANOS);
        long oldest = Math.floorDiv(nowNanos - nanos, PIECE_NANOS);
        int sum = 0;
        for (long piece = oldest; piece <= newest; piece++) {
            int index = Math.floorMod(piece, PIECES);
            if (pieces[index] == piece) {
                sum += counts[index];
            }
        }
        return sum;
    }
}
