package org.whippletree.supervisor.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The words of -k. */
enum KeywordAction {
    /** Starts the server, in the background unless told otherwise. */
    START,
    /** Stops the running server at once. */
    STOP,
    /** Stops the running server when it has finished what is in flight. */
    GRACEFUL_STOP,
    /** Stops the children of the running server and starts others with the configuration as it is now. */
    RESTART,
    /** Replaces the children of the running server one by one. */
    GRACEFUL;

    /** Reads a word as it is typed. */
    static final class Reader implements ITypeConverter<KeywordAction> {
        @Override
        public KeywordAction convert(String word) {
            return switch (word) {
                case "start" -> START;
                case "stop" -> STOP;
                case "graceful-stop" -> GRACEFUL_STOP;
                case "restart" -> RESTART;
                case "graceful" -> GRACEFUL;
                default ->
                    throw new TypeConversionException(
                            "'" + word + "' is none of start, stop, restart, graceful and graceful-stop");
            };
        }
    }
}
