package org.whippletree.supervisor.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.whippletree.supervisor.admin.AdminClient;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows once what the running server does. */
@Command(
        name = "dump",
        customSynopsis = "whippletree dump [--json | --auto] [-f FILE] [-d ROOT]",
        descriptionHeading = "%n",
        description = "Shows what the running server does: its children, workers and balancers.",
        optionListHeading = "%n",
        sortOptions = false)
final class DumpCommand implements Callable<Integer> {
    @ParentCommand
    private WhippletreeCommand parent;

    @Spec
    private CommandSpec spec;

    @ArgGroup
    private final Format format = new Format();

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    /** At most one of them. */
    private static final class Format {
        @Option(names = "--json", description = "as JSON, for programs")
        private boolean json;

        @Option(names = "--auto", description = "as lines of httpd's server-status?auto")
        private boolean auto;

        String query() {
            if (json) {
                return "?json";
            }
            return auto ? "?auto" : "?text";
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Path socket = CheckedConfig.load(
                        options.within(parent.options()), spec.commandLine().getErr())
                .paths()
                .adminSocket();
        if (!Files.exists(socket)) {
            throw notRunning(socket);
        }
        try (AdminClient client = AdminClient.over(socket)) {
            out.print(client.get("/server-status" + format.query()));
            out.flush();
            return ExitCode.OK;
        } catch (ConnectException refused) {
            throw notRunning(socket);
        } catch (IOException failure) {
            throw new CommandFailure(ExitCode.FAILURE, "whippletree: " + failure.getMessage(), failure);
        }
    }

    private static CommandFailure notRunning(Path socket) {
        return new CommandFailure(
                ExitCode.FAILURE,
                "whippletree: no server answers on " + socket
                        + ".\nStart one with: whippletree -k start (for another configuration, add its -f FILE here too)");
    }
}
