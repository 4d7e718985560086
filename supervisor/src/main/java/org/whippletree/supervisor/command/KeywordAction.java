package org.whippletree.supervisor.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The words of -k. */
enum KeywordAction {
    /** Starts the server, in the background unless told otherwise. */
    START,
    /** Stops the running server at once. */
    STOP;

    /** Reads a word as it is typed. */
    static final class Reader implements ITypeConverter<KeywordAction> {
        @Override
        public KeywordAction convert(String word) {
            return switch (word) {
                case "start" -> START;
                case "stop" -> STOP;
                default -> throw new TypeConversionException("'" + word + "' is neither start nor stop");
            };
        }
    }
}
