package org.whippletree.supervisor.demo;

import java.util.List;

/**
 * What a demo is asked to do.
 *
 * @param once whether it ends by itself
 * @param port where the server listens; 0: a free port
 * @param children how many children
 * @param supervisorCommand starts a supervisor; arguments are appended
 */
public record DemoOptions(boolean once, int port, int children, List<String> supervisorCommand) {
    public DemoOptions {
        supervisorCommand = List.copyOf(supervisorCommand);
    }
}
