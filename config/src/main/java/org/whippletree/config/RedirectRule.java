package org.whippletree.config;

/**
 * One {@code Redirect} or {@code RedirectMatch}.
 *
 * @param path the prefix of the paths that it holds for, or the pattern that is searched in them
 * @param pattern whether it is a pattern
 * @param status of the answer
 * @param target where the client is sent, a URL or a path; empty if it is sent nowhere. With a prefix the rest of the path follows
 *     it, with a pattern {@code $1} stands for its first group
 */
public record RedirectRule(String path, boolean pattern, int status, String target) {
    public RedirectRule {
        Checks.require(status >= 300 && status <= 599, "a status of a redirect is 300 to 599");
    }
}
