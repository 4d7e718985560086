package org.whippletree.proxy.path;

/** Prefixes of paths, as httpd compares them. Pure. */
public final class PathPrefix {
    private PathPrefix() {}

    /**
     * How much of the path the prefix takes, or -1. As in httpd, a run of slashes matches a run of slashes, and a prefix without a
     * slash at its end must end where a segment ends.
     */
    public static int matchedLength(String prefix, String path) {
        int p = 0;
        int i = 0;
        while (p < prefix.length()) {
            if (i >= path.length()) {
                return -1;
            }
            if (prefix.charAt(p) == '/') {
                if (path.charAt(i) != '/') {
                    return -1;
                }
                p = skipSlashes(prefix, p);
                i = skipSlashes(path, i);
            } else if (prefix.charAt(p) == path.charAt(i)) {
                p++;
                i++;
            } else {
                return -1;
            }
        }
        boolean atBorder = prefix.endsWith("/") || i == path.length() || path.charAt(i) == '/';
        return atBorder ? i : -1;
    }

    private static int skipSlashes(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) == '/') {
            i++;
        }
        return i;
    }

    /** The path with one slash for each run of them, as patterns see it. */
    public static String withoutRuns(String path) {
        if (!path.contains("//")) {
            return path;
        }
        StringBuilder merged = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) != '/' || i == 0 || path.charAt(i - 1) != '/') {
                merged.append(path.charAt(i));
            }
        }
        return merged.toString();
    }
}
