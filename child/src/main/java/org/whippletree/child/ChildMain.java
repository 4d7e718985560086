package org.whippletree.child;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import org.whippletree.child.loop.ChildLoop;
import org.whippletree.child.train.Training;
import org.whippletree.config.LogLevel;
import org.whippletree.config.errorlog.ErrorLog;
import org.whippletree.config.process.ProcessFacts;
import org.whippletree.config.process.ProcessSignals;
import org.whippletree.control.ChildArguments;

/**
 * The entry of a child process: puts its parts together and waits for its end. Everything else it is told over the control channel.
 */
public final class ChildMain {
    private static final System.Logger LOG = System.getLogger(ChildMain.class.getName());

    private ErrorLog errorLog;

    private ChildMain() {}

    /** Runs a child, or with {@code --train FOLDER} the exercise that a class-data archive is made of. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 2 && arguments[0].equals("--train")) {
            new ChildMain().openLog(LogLevel.WARN);
            Training.run(Path.of(arguments[1]), ChildMain::runInProcess);
            System.exit(0);
        }
        ChildArguments parsed;
        try {
            parsed = ChildArguments.parse(arguments);
        } catch (IllegalArgumentException failure) {
            System.err.println("whippletree child: " + failure.getMessage());
            System.exit(2);
            return;
        }
        System.exit(new ChildMain().run(parsed));
    }

    private int run(ChildArguments arguments) throws Exception {
        openLog(LogLevel.WARN);
        ChildLoop loop;
        try {
            loop = ChildLoop.start();
        } catch (RuntimeException | LinkageError | OutOfMemoryError failure) {
            LOG.log(System.Logger.Level.ERROR, "the child cannot be set up: " + failure, failure);
            errorLog.close();
            return ResourceShortage.exitCode(failure);
        }
        Child child = new Child(identity(arguments), loop, this::openLog);
        ProcessSignals.take(name -> onSignal(name, child, loop));
        child.start(arguments.control());
        int code = child.exitCode().get();
        child.close();
        errorLog.close();
        return code;
    }

    /** TERM drains; what a terminal or a rotation script sends to a whole process group is the supervisor's business. */
    private static void onSignal(String name, Child child, ChildLoop loop) {
        if (name.equals("TERM")) {
            loop.eventLoop().execute(child::terminate);
        }
    }

    /** Standard error is the error log, opened by the supervisor; the child writes whole lines to it. */
    private void openLog(LogLevel level) {
        if (errorLog != null) {
            errorLog.close();
        }
        errorLog = ErrorLog.open(new FileOutputStream(FileDescriptor.err), level, "child");
    }

    private static void runInProcess(ChildArguments arguments) {
        ChildLoop loop = ChildLoop.start();
        Child child = new Child(identity(arguments), loop, ignored -> {});
        child.start(arguments.control());
        child.exitCode().join();
        child.close();
    }

    private static ChildIdentity identity(ChildArguments arguments) {
        return new ChildIdentity(
                ProcessFacts.host(),
                arguments.slot(),
                arguments.generation(),
                ProcessHandle.current().pid());
    }
}
