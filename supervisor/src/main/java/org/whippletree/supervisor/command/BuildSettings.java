package org.whippletree.supervisor.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.whippletree.config.directive.DirectiveRow;
import org.whippletree.config.directive.DirectiveTable;

/** Prints the version, what runs it, and what holds where the configuration says nothing, in httpd's form. */
final class BuildSettings {
    private static final List<String> LIMITS = List.of(
            "StartServers", "ServerLimit", "ThreadLimit", "ThreadsPerChild", "MaxRequestWorkers", "ListenBacklog");

    private final PrintWriter out;

    BuildSettings(PrintWriter out) {
        this.out = out;
    }

    void print() {
        for (String line : new ProductVersion().getVersion()) {
            out.println(line);
        }
        out.println("Platform:       " + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                + System.getProperty("os.arch"));
        out.println("Server MPM:     event");
        out.println("  threaded:     yes (fixed worker count)");
        out.println("    forked:     yes (variable process count)");
        out.println("Server compiled with....");
        define("SERVER_CONFIG_FILE", "\"" + ConfigOptions.DEFAULT_FILE + "\"");
        define("DEFAULT_ERRORLOG", "\"" + standard("ErrorLog") + "\"");
        define("DEFAULT_REL_RUNTIMEDIR", "\"" + standard("DefaultRuntimeDir") + "\"");
        define("DEFAULT_PIDLOG", "\"" + standard("DefaultRuntimeDir") + "/whippletree.pid\"");
        LIMITS.forEach(name ->
                define("DEFAULT_" + name.replaceAll("(?<=.)([A-Z])", "_$1").toUpperCase(Locale.ROOT), standard(name)));
    }

    private void define(String name, String value) {
        out.println(" -D " + name + "=" + value);
    }

    private static String standard(String directive) {
        return DirectiveTable.find(directive).map(DirectiveRow::defaultText).orElseThrow();
    }
}
