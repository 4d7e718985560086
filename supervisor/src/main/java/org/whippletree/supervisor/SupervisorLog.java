package org.whippletree.supervisor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.whippletree.config.LogLevel;
import org.whippletree.config.errorlog.ErrorLog;

/** The supervisor's error log, which is opened anew when it may have been moved away. Never used by two threads at one time. */
final class SupervisorLog implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SupervisorLog.class.getName());
    private static final String PROCESS = "supervisor";

    private Path file;
    private OutputStream out;
    private ErrorLog log;

    private SupervisorLog(Path file, LogLevel level) throws StartFailure {
        this.file = file;
        this.out = ErrorLogFile.open(file);
        this.log = ErrorLog.open(out, level, PROCESS);
    }

    static SupervisorLog open(Path file, LogLevel level) throws StartFailure {
        return new SupervisorLog(file, level);
    }

    /** Goes on in a file that has this name now; a failure leaves things as they are. */
    void reopen(Path next, LogLevel level) throws StartFailure {
        OutputStream opened = ErrorLogFile.open(next);
        log.close();
        log = ErrorLog.open(opened, level, PROCESS);
        closeFile();
        file = next;
        out = opened;
    }

    private void closeFile() {
        // The descriptor of standard error is not ours to close.
        if (ErrorLogFile.isStandardError(file)) {
            return;
        }
        try {
            out.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "could not close the error log " + file, e);
        }
    }

    @Override
    public void close() {
        log.close();
        closeFile();
    }
}
