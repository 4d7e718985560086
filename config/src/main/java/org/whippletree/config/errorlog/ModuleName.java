package org.whippletree.config.errorlog;

/** What stands for a logger in a line: the last package of ours, the short name of a library. */
final class ModuleName {
    private static final String OURS = "org.whippletree.";

    private ModuleName() {}

    /** @param otherwise for a logger without a name, or of no package */
    static String of(String logger, String otherwise) {
        if (logger.startsWith(OURS)) {
            String[] segments = logger.substring(OURS.length()).split("\\.");
            return segments.length < 2 ? otherwise : segments[segments.length - 2];
        }
        if (logger.startsWith("java.")
                || logger.startsWith("javax.")
                || logger.startsWith("jdk.")
                || logger.startsWith("sun.")) {
            return "java";
        }
        String[] segments = logger.split("\\.");
        if (segments.length < 2 || segments[1].isEmpty()) {
            return otherwise;
        }
        return segments[1];
    }
}
