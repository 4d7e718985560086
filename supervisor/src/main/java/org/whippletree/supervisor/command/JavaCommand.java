package org.whippletree.supervisor.command;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to start another JVM like this one. */
final class JavaCommand {
    private static final String MAIN_CLASS = "org.whippletree.supervisor.SupervisorMain";

    private JavaCommand() {}

    /** The same java with the same options, then the supervisor's main class; arguments are still to come. */
    static List<String> supervisor() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agentlib:jdwp"))
                .forEach(command::add);
        // An installed copy has it in its environment, which keeps the list of processes readable.
        if (System.getenv("CLASSPATH") == null) {
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        }
        command.add(MAIN_CLASS);
        return command;
    }
}
