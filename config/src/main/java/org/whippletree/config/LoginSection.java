package org.whippletree.config;

import java.nio.file.Path;

/**
 * How clients of some paths tell who they are, if a {@code Require} asks for users. What a later section says replaces what an
 * earlier one does, each part by itself.
 *
 * @param path which paths it is for
 * @param type {@code Basic} or {@code None}; empty: the section does not say
 * @param name what clients are told that they log in to; empty: the section does not say
 * @param userFile has users and hashes of their passwords; empty: the section does not say
 * @param cachedSeconds how long a check that a client has passed holds; -1: the section does not say
 */
public record LoginSection(PathMatch path, String type, String name, Path userFile, int cachedSeconds) {
    /** What holds unless a section says otherwise. */
    public static final int USUAL_CACHED_SECONDS = 60;

    /** The type of RFC 7617. */
    public static final String BASIC = "Basic";

    public LoginSection {
        Checks.require(userFile.isAbsolute() || userFile.toString().isEmpty(), "paths are absolute");
    }
}
