package org.whippletree.proxy.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.whippletree.config.errorlog.ErrorLog;

/**
 * A file that several processes append whole lines to: one write for what is handed over at a time. Before each write the file is
 * compared with what stands under its name, so one that was renamed or removed is left and a new one is made, without a signal. A
 * failure is told once, lines are counted until it is over. Owned by the writer's thread.
 */
final class LogFile {
    private static final System.Logger LOG = System.getLogger(LogFile.class.getName());

    /** A rename between two looks at the name can be met twice, hardly a third time. */
    private static final int MOST_LOOKS = 3;

    private static final byte[] LINE_END = {'\n'};

    private final Path path;
    private FileChannel channel;
    private Object key;
    private long lostLines;
    private boolean torn;

    LogFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    void append(byte[] lines, int count) {
        try {
            openCurrent();
            if (torn) {
                write(ByteBuffer.wrap(LINE_END));
                torn = false;
            }
            write(ByteBuffer.wrap(lines));
        } catch (IOException failure) {
            if (lostLines == 0) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "access log {0} cannot be written ({1}): its lines are lost until it can be; make room or make it"
                                + " writable",
                        path,
                        failure);
            }
            lostLines += count;
            return;
        }
        if (lostLines > 0) {
            ErrorLog.notice(LOG, "access log " + path + " can be written again; " + lostLines + " lines were lost");
            lostLines = 0;
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException failure) {
            // A part of a line may stand there now: what follows must not continue it.
            torn = torn || bytes.position() > 0;
            throw failure;
        }
    }

    private void openCurrent() throws IOException {
        if (path.equals(Path.of("/dev/stdout")) || path.equals(Path.of("/dev/stderr"))) {
            if (channel == null) {
                // Not by its name: a socket, as systemd hands out, cannot be opened.
                channel = new FileOutputStream(path.endsWith("stdout") ? FileDescriptor.out : FileDescriptor.err)
                        .getChannel();
            }
            return;
        }
        for (int looks = 0; channel == null || !keyOfName().equals(key); looks++) {
            if (looks == MOST_LOOKS) {
                return;
            }
            close();
            if (path.getParent() != null) {
                Files.createDirectories(path.getParent());
            }
            channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            key = keyOfName();
        }
    }

    /** What tells the file under the name from others; that of no file equals none. */
    private Object keyOfName() throws IOException {
        try {
            Object found = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            return found == null ? path : found;
        } catch (NoSuchFileException gone) {
            LOG.log(System.Logger.Level.DEBUG, "access log {0} has been removed", path);
            return "";
        }
    }

    void close() throws IOException {
        if (channel != null) {
            FileChannel last = channel;
            channel = null;
            last.close();
        }
    }
}
