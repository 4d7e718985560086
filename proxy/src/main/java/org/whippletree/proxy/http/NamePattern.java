package org.whippletree.proxy.http;

/** A name with wildcards: {@code *} for any letters, {@code ?} for any letter. Pure; takes at most both lengths multiplied. */
public final class NamePattern {
    private final String pattern;

    public NamePattern(String pattern) {
        this.pattern = pattern;
    }

    /** Whether a name has wildcards. */
    public static boolean wild(String name) {
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
    }

    /** Whether the name as a whole fits; letters count as they are. */
    public boolean matches(String name) {
        int p = 0;
        int i = 0;
        int star = -1;
        int retry = 0;
        while (i < name.length()) {
            char wanted = p < pattern.length() ? pattern.charAt(p) : 0;
            if (wanted == '*') {
                star = p++;
                retry = i;
            } else if (wanted == '?' || (wanted != 0 && wanted == name.charAt(i))) {
                p++;
                i++;
            } else if (star >= 0) {
                p = star + 1;
                i = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
