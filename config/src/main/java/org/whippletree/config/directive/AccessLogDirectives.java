package org.whippletree.config.directive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.whippletree.config.AccessLog;
import org.whippletree.config.LogItem;
import org.whippletree.config.VariableCondition;

/** Which access logs are written, and in which formats. */
final class AccessLogDirectives {
    private static final String COMMON = "%h %l %u %t \"%r\" %>s %b";
    private static final String COMBINED = COMMON + " \"%{Referer}i\" \"%{User-Agent}i\"";

    private final Map<String, String> formats =
            new HashMap<>(Map.of("common", COMMON, "combined", COMBINED, "CLF", COMMON));
    private String transferFormat = COMMON;
    private List<LogDraft> logs = new ArrayList<>();
    private boolean hostsOwn;

    /** A log whose format may be defined by a later line. */
    private record LogDraft(Path file, String format, VariableCondition condition, SourceLocation where) {}

    static List<DirectiveRow> rows() {
        return List.of(
                new DirectiveRow(
                        "CustomLog",
                        Scope.SERVER_OR_HOST,
                        Arity.TWO_OR_MORE,
                        new DirectiveRow.Description(
                                "file format|nickname [env=[!]NAME]",
                                "none",
                                "File that gets a line for each request, relative to ServerRoot, and the format of the line or the name"
                                        + " that a LogFormat gave it; common and combined are known; with env= only of exchanges that have the variable, or with !"
                                        + " have it not",
                                "CustomLog logs/access_log combined"),
                        AccessLogDirectives::custom),
                new DirectiveRow(
                        "LogFormat",
                        Scope.SERVER_OR_HOST,
                        Arity.ONE_OR_TWO,
                        new DirectiveRow.Description(
                                "format [nickname]",
                                "common",
                                "Format of access logs under a name, or without one that of each TransferLog;"
                                        + " docs/operations.md lists the items",
                                "LogFormat \"%h %t \\\"%r\\\" %>s %{BALANCER_WORKER_NAME}e %{UPSTREAM_TIME}e\" upstream"),
                        AccessLogDirectives::format),
                new DirectiveRow(
                        "TransferLog",
                        Scope.SERVER_OR_HOST,
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "file",
                                "none",
                                "File that gets a line for each request in the format of the LogFormat without a name",
                                "TransferLog logs/transfer_log"),
                        (statement, draft) ->
                                draft.accessLogs().add(statement, "", VariableCondition.always(), draft)));
    }

    private static void custom(Statement statement, ConfigDraft draft) throws BadArgument {
        List<String> arguments = statement.arguments();
        if (arguments.size() > 3) {
            throw new BadArgument(
                    "CustomLog takes a file, a format and a condition, not " + arguments.size() + " arguments");
        }
        VariableCondition condition = arguments.size() < 3
                ? VariableCondition.always()
                : EnvironmentDirectives.condition("CustomLog", arguments.get(2));
        draft.accessLogs().add(statement, arguments.get(1), condition, draft);
    }

    private static void format(Statement statement, ConfigDraft draft) throws BadArgument {
        List<String> arguments = statement.arguments();
        AccessLogDirectives logs = draft.accessLogs();
        if (arguments.size() == 2) {
            LogFormatParser.parse(arguments.get(0));
            logs.formats.put(arguments.get(1), arguments.get(0));
        } else {
            logs.transferFormat = logs.formats.getOrDefault(arguments.get(0), arguments.get(0));
            LogFormatParser.parse(logs.transferFormat);
        }
    }

    /** Logs of a virtual host stand in place of those outside of it, as in httpd. */
    private void add(Statement statement, String format, VariableCondition condition, ConfigDraft draft)
            throws BadArgument {
        String target = statement.argument();
        if (target.startsWith("|") || target.equals("syslog") || target.startsWith("syslog:")) {
            throw new BadArgument(statement.directive().name() + " '" + target + "' is not supported yet: name a file");
        }
        Path file = Values.path(statement.directive().name(), target);
        if (draft.virtualHost().opened() && !hostsOwn) {
            hostsOwn = true;
            logs = new ArrayList<>();
        }
        logs.add(new LogDraft(file, format, condition, statement.where()));
    }

    /** @param root what file names are relative to */
    List<AccessLog> resolve(Path root, Problems problems) {
        List<AccessLog> resolved = new ArrayList<>();
        for (LogDraft log : logs) {
            try {
                resolved.add(new AccessLog(root.resolve(log.file()).normalize(), items(log), log.condition()));
            } catch (BadArgument e) {
                problems.error(log.where(), e.getMessage());
            }
        }
        return resolved;
    }

    private List<LogItem> items(LogDraft log) throws BadArgument {
        String format = log.format().isEmpty() ? transferFormat : formats.getOrDefault(log.format(), log.format());
        if (format.indexOf('%') < 0) {
            throw new BadArgument(
                    "CustomLog format '" + format + "' has no item: there is no LogFormat of this name; define one");
        }
        return LogFormatParser.parse(format);
    }
}
