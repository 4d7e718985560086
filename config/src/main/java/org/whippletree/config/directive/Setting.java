package org.whippletree.config.directive;

import java.util.Optional;

/** A value and the line that set it; no line means that it is the default. */
record Setting<T>(T value, Optional<SourceLocation> where) {
    static <T> Setting<T> ofDefault(T value) {
        return new Setting<>(value, Optional.empty());
    }

    static <T> Setting<T> at(SourceLocation where, T value) {
        return new Setting<>(value, Optional.of(where));
    }

    boolean isSet() {
        return where.isPresent();
    }
}
