package org.whippletree.supervisor.command;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.IParamLabelRenderer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Help as a manual page writes it: an option and its value with a blank between. */
final class PlainHelp extends Help {
    PlainHelp(CommandSpec spec, ColorScheme colors) {
        super(spec, colors);
    }

    /** For a wrong command line: what is wrong and how it is called, not pages of help. */
    static int usage(ParameterException failure, String[] args) {
        CommandLine commandLine = failure.getCommandLine();
        PrintWriter err = commandLine.getErr();
        err.println("whippletree: " + failure.getMessage());
        err.print("Usage: " + commandLine.getHelp().synopsis(0));
        err.println("Help:  " + commandLine.getCommandSpec().qualifiedName() + " -h");
        return ExitCode.USAGE;
    }

    @Override
    public IParamLabelRenderer parameterLabelRenderer() {
        return new IParamLabelRenderer() {
            @Override
            public Text renderParameterLabel(ArgSpec argument, Help.Ansi ansi, List<Help.Ansi.IStyle> styles) {
                return ansi.text(argument.arity().max() == 0 ? "" : " " + argument.paramLabel());
            }

            @Override
            public String separator() {
                return " ";
            }
        };
    }
}
