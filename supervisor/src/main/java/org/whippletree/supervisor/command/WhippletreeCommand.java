package org.whippletree.supervisor.command;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.directive.ConfigLoader;
import org.whippletree.supervisor.RunMode;
import org.whippletree.supervisor.SupervisorProcess;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line: starts and stops the server, or hands over to a sub-command. */
@Command(
        name = "whippletree",
        sortOptions = false,
        versionProvider = ProductVersion.class,
        subcommands = {DumpCommand.class, ArchiveCommand.class, DemoCommand.class},
        customSynopsis = {
            "whippletree [-f FILE] [-d ROOT] [-D NAME]... [-C DIRECTIVE]...",
            "                   [-c DIRECTIVE]... [-t | -S | -L | -v | -V | -X]",
            "                   [-k start|stop|restart|graceful|graceful-stop]",
            "       whippletree dump [--json | --auto] [-f FILE] [-d ROOT]",
            "       whippletree archive [-f FILE] [-d ROOT]",
            "       whippletree demo [--once] [--port N] [--children N]"
        },
        descriptionHeading = "%n",
        description = "A reverse proxy of several processes that know how busy their siblings are.",
        optionListHeading = "%n",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Without -k the server starts. It starts in the background, and the command",
            "returns when it serves; -D FOREGROUND stays in the foreground.",
            "",
            "Exit code: 0 success, 1 failure at run time, 2 wrong usage, 78 broken",
            "configuration."
        })
public final class WhippletreeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "-k",
            paramLabel = "WORD",
            converter = KeywordAction.Reader.class,
            description = {
                "start the server, or signal the one that runs and wait for the result:",
                "stop, graceful-stop (finish what is in flight first),",
                "restart, graceful (replace the children one by one)"
            })
    private KeywordAction action = KeywordAction.START;

    @Option(names = "-t", description = "check the configuration and say all that is wrong with it")
    private boolean test;

    @Option(names = "-S", description = "show what the configuration comes to: hosts, routes, files")
    private boolean overview;

    @Option(names = "-L", description = "list all directives, what they are for and where they may stand")
    private boolean directives;

    @Option(names = "-V", description = "show the version and the settings it was built with")
    private boolean settings;

    @Option(names = "-X", description = "stay in the foreground, with one child")
    private boolean singleChild;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    private WhippletreeCommand() {}

    /** Runs a command line to its end; the result is the exit code of the process. */
    public static int execute(String[] args) {
        Charset terminal = Charset.defaultCharset();
        return execute(
                new PrintWriter(new OutputStreamWriter(System.out, terminal), true),
                new PrintWriter(new OutputStreamWriter(System.err, terminal), true),
                args);
    }

    static int execute(PrintWriter out, PrintWriter err, String... args) {
        CommandLine commandLine = new CommandLine(new WhippletreeCommand());
        commandLine
                .getCommandSpec()
                .addOption(OptionSpec.builder("-v")
                        .versionHelp(true)
                        .description("show the version")
                        .build());
        addHelp(commandLine);
        commandLine.getSubcommands().values().forEach(WhippletreeCommand::addHelp);
        return commandLine
                .setOut(out)
                .setErr(err)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setHelpFactory(PlainHelp::new)
                .setParameterExceptionHandler(PlainHelp::usage)
                .setExecutionExceptionHandler(WhippletreeCommand::tell)
                .execute(args);
    }

    private static void addHelp(CommandLine commandLine) {
        commandLine
                .getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("show this help")
                        .build());
    }

    private static int tell(Exception failure, CommandLine commandLine, ParseResult parsed) throws Exception {
        if (failure instanceof CommandFailure told) {
            commandLine.getErr().println(told.getMessage());
            return told.exitCode();
        }
        throw failure;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (directives || settings || overview) {
            return show(out, err);
        }
        if (test) {
            CheckedConfig.loadWithNotices(options, err);
            err.println("Syntax OK");
            return ExitCode.OK;
        }
        return switch (action) {
            case START -> start(CheckedConfig.loadWithNotices(options, err), out, err);
            case STOP -> stop(CheckedConfig.load(options, err), out).run();
            case GRACEFUL_STOP -> {
                ServerConfig config = CheckedConfig.load(options, err);
                yield stop(config, out).runGracefully(config.grace().shutdown());
            }
            case RESTART -> restart("HUP", out, err);
            case GRACEFUL -> restart("USR1", out, err);
        };
    }

    private static StopAction stop(ServerConfig config, PrintWriter out) {
        return new StopAction(new RunningServer(config.paths()), out);
    }

    /** As httpd does, a server that does not run is started. */
    private int restart(String signal, PrintWriter out, PrintWriter err) {
        ServerConfig config = CheckedConfig.loadWithNotices(options, err);
        RunningServer running = new RunningServer(config.paths());
        Optional<ProcessHandle> process = running.process();
        if (process.isEmpty()) {
            out.println(running.notRunning() + ", trying to start");
            return start(config, out, err);
        }
        return new RestartAction(config, out, err).run(process.get().pid(), signal);
    }

    private int show(PrintWriter out, PrintWriter err) {
        if (settings) {
            new BuildSettings(out).print();
        }
        if (directives) {
            new DirectiveList(out).print();
        }
        if (overview) {
            new ConfigOverview(CheckedConfig.loadWithOrigins(options, err), out).print();
        }
        return ExitCode.OK;
    }

    private int start(ServerConfig config, PrintWriter out, PrintWriter err) {
        RunningServer running = new RunningServer(config.paths());
        Optional<ProcessHandle> process = running.process();
        if (process.isPresent()) {
            out.println("whippletree (pid " + process.get().pid() + ") already running");
            return ExitCode.OK;
        }
        if (foreground()) {
            return SupervisorProcess.run(config, () -> ConfigLoader.load(options.request()), RunMode.of(oneChild()));
        }
        return new StartAction(config, options.asArguments(), out, err).run();
    }

    ConfigOptions options() {
        return options;
    }

    private boolean foreground() {
        return oneChild() || Stream.of("FOREGROUND", "NO_DETACH").anyMatch(options::defined);
    }

    /** httpd takes these two names for -X. */
    private boolean oneChild() {
        return singleChild || Stream.of("ONE_PROCESS", "DEBUG").anyMatch(options::defined);
    }
}
