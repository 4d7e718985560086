package org.whippletree.supervisor.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.whippletree.config.ServerConfig;
import org.whippletree.supervisor.ArchiveBuild;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes what children start from, before there is a server. */
@Command(
        name = "archive",
        customSynopsis = "whippletree archive [-f FILE] [-d ROOT]",
        descriptionHeading = "%n",
        description = {
            "Makes the class archive that children start from, and prints its path; that",
            "of the server itself is made beside it. A server makes both where it may",
            "write; this is for images. They lie in $CACHE_DIRECTORY, else in whippletree",
            "in $XDG_CACHE_HOME or ~/.cache."
        },
        optionListHeading = "%n",
        sortOptions = false)
final class ArchiveCommand implements Callable<Integer> {
    @ParentCommand
    private WhippletreeCommand parent;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Override
    public Integer call() {
        ServerConfig config = CheckedConfig.load(
                options.within(parent.options()), spec.commandLine().getErr());
        try {
            spec.commandLine().getOut().println(ArchiveBuild.run(config));
            return ExitCode.OK;
        } catch (IOException failure) {
            throw new CommandFailure(ExitCode.FAILURE, "whippletree: " + failure.getMessage(), failure);
        }
    }
}
