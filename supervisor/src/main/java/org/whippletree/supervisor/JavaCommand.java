package org.whippletree.supervisor;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** How to start another JVM like this one. */
public final class JavaCommand {
    private static final String MAIN_CLASS = "org.whippletree.supervisor.SupervisorMain";

    private JavaCommand() {}

    /** The same java with the same options, then the supervisor's main class; arguments are still to come. */
    public static List<String> supervisor() {
        return of(List.of(), List.of("-agentlib:jdwp"), MAIN_CLASS);
    }

    /**
     * The same for another main class.
     *
     * @param first options that stand before those of this JVM
     * @param without how those of its options begin that are left out
     */
    static List<String> of(List<String> first, List<String> without, String mainClass) {
        List<String> command = new ArrayList<>();
        command.add(JvmLauncher.java());
        command.addAll(first);
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> without.stream().noneMatch(option::startsWith))
                .forEach(command::add);
        // An installed copy has it in its environment, which keeps the list of processes readable.
        if (System.getenv("CLASSPATH") == null) {
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        }
        command.add(mainClass);
        return command;
    }
}
