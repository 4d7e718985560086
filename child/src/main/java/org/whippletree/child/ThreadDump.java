package org.whippletree.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** What every thread of this process does, written down for people. */
final class ThreadDump {
    private ThreadDump() {}

    /** Writes a new file that its owner alone may read. */
    static void write(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, text(Thread.getAllStackTraces()).getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
    }

    static String text(Map<Thread, StackTraceElement[]> traces) {
        StringBuilder text = new StringBuilder();
        traces.forEach((thread, trace) -> {
            text.append('"')
                    .append(thread.getName())
                    .append("\" ")
                    .append(thread.getState())
                    .append('\n');
            for (StackTraceElement frame : trace) {
                text.append("    at ").append(frame).append('\n');
            }
            text.append('\n');
        });
        return text.toString();
    }
}
