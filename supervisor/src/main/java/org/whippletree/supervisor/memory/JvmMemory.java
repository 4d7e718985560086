package org.whippletree.supervisor.memory;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a JVM may come to use. Heap and direct memory are bounds that the JVM keeps; the rest is what native memory tracking shows of
 * a loaded child or supervisor, rounded up. Pure.
 *
 * @param heapBytes objects
 * @param directBytes buffers outside of the heap: what is on its way between sockets
 * @param classBytes metaspace
 * @param codeBytes compiled code
 * @param stackBytes the used part of all threads' stacks
 * @param otherBytes the JVM itself: its tables, its libraries, the mapped class archive
 */
public record JvmMemory(
        long heapBytes, long directBytes, long classBytes, long codeBytes, long stackBytes, long otherBytes) {
    static final long MEGA = 1L << 20;
    private static final long CLASS_BYTES = 48 * MEGA;
    private static final long CODE_BYTES = 32 * MEGA;
    private static final long OTHER_BYTES = 32 * MEGA;
    /** Stacks are reserved with a megabyte each, and used with little of it. */
    private static final long USED_OF_A_STACK_BYTES = MEGA / 8;

    /**
     * Adds up what the options of a JVM allow; of several the last counts, as for the JVM.
     *
     * @param heapOtherwiseBytes the bound of the heap where no option sets it
     */
    public static JvmMemory of(List<String> options, long heapOtherwiseBytes, int threads) {
        long heap = last(options, "-Xmx", "-XX:MaxHeapSize=").orElse(heapOtherwiseBytes);
        return new JvmMemory(
                heap,
                // The JVM's own rule: as much as the heap where nothing is said.
                last(options, "-XX:MaxDirectMemorySize=").orElse(heap),
                Math.min(CLASS_BYTES, last(options, "-XX:MaxMetaspaceSize=").orElse(CLASS_BYTES)),
                Math.min(CODE_BYTES, last(options, "-XX:ReservedCodeCacheSize=").orElse(CODE_BYTES)),
                threads * USED_OF_A_STACK_BYTES,
                OTHER_BYTES);
    }

    private static OptionalLong last(List<String> options, String... names) {
        return options.stream()
                .flatMap(option ->
                        Stream.of(names).filter(option::startsWith).map(name -> option.substring(name.length())))
                .map(JvmMemory::bytes)
                .flatMapToLong(OptionalLong::stream)
                .reduce((first, second) -> second);
    }

    /** A size as the JVM reads it: {@code 128m}; empty for what it will itself refuse. */
    private static OptionalLong bytes(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int scale = lower.isEmpty() ? -1 : "kmgt".indexOf(lower.charAt(lower.length() - 1));
        String digits = scale < 0 ? lower : lower.substring(0, lower.length() - 1);
        return digits.matches("[0-9]{1,9}|[0-9]{10,15}")
                ? OptionalLong.of(Long.parseLong(digits) << (10 * (scale + 1)))
                : OptionalLong.empty();
    }

    public long totalBytes() {
        return heapBytes + directBytes + classBytes + codeBytes + stackBytes + otherBytes;
    }

    /** The sum and its parts, in whole MB. */
    String inWords() {
        return mega(totalBytes()) + " MB (heap " + mega(heapBytes) + ", direct " + mega(directBytes) + ", classes "
                + mega(classBytes) + ", code " + mega(codeBytes) + ", stacks " + mega(stackBytes) + ", JVM "
                + mega(otherBytes) + ")";
    }

    /** Rounded up: of two numbers that are compared, neither may look smaller than it is. */
    static long mega(long bytes) {
        return (bytes + MEGA - 1) / MEGA;
    }
}
