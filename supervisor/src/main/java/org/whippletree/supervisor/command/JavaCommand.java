package org.whippletree.supervisor.command;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        command.addAll(List.of("-cp", classPath(), MAIN_CLASS));
        return command;
    }

    /** From an installed copy the short form, which keeps the list of processes readable. */
    private static String classPath() {
        return Optional.ofNullable(System.getProperty("whippletree.home"))
                .map(home -> Path.of(home, "lib", "*").toString())
                .orElseGet(() -> System.getProperty("java.class.path"));
    }
}
