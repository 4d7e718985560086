package org.whippletree.supervisor.command;

import java.util.concurrent.Callable;
import org.whippletree.supervisor.JavaCommand;
import org.whippletree.supervisor.demo.Demo;
import org.whippletree.supervisor.demo.DemoOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the whole product at work without any configuration. */
@Command(
        name = "demo",
        customSynopsis = "whippletree demo [--once] [--port N] [--children N]",
        descriptionHeading = "%n",
        description = {
            "Shows it at work: sample backends, children, traffic, a live scoreboard.",
            "Needs no configuration and no network. Ctrl-C ends all of it."
        },
        optionListHeading = "%n",
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--once", description = "send a few hundred requests, show one scoreboard and end")
    private boolean once;

    @Option(names = "--port", paramLabel = "N", description = "where to listen (default: a free port)")
    private int port;

    @Option(
            names = "--children",
            paramLabel = "N",
            description = "how many children, 1 to 16 (default: ${DEFAULT-VALUE})")
    private int children = 3;

    @Override
    public Integer call() {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(spec.commandLine(), "--port takes 0 to 65535, not " + port);
        }
        if (children < 1 || children > 16) {
            throw new ParameterException(spec.commandLine(), "--children takes 1 to 16, not " + children);
        }
        DemoOptions options = new DemoOptions(once, port, children, JavaCommand.supervisor());
        return Demo.run(options, spec.commandLine().getOut()) ? ExitCode.OK : ExitCode.FAILURE;
    }
}
