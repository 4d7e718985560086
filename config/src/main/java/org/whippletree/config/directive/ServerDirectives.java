package org.whippletree.config.directive;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whippletree.config.FilePaths;
import org.whippletree.config.LogLevel;

/** The server's name, its files, and what it logs. */
final class ServerDirectives {
    /** The bound of a Unix socket's path on Linux. */
    private static final int MOST_SOCKET_PATH_BYTES = 107;

    private Optional<String> serverName = Optional.empty();
    private Optional<Setting<Path>> serverRoot = Optional.empty();
    private Setting<Path> runtimeDir = Setting.ofDefault(Path.of("logs"));
    private Optional<Path> pidFile = Optional.empty();
    private Optional<Path> scoreboardFile = Optional.empty();
    private Path errorLog = Path.of("logs/error_log");
    private LogLevel logLevel = LogLevel.WARN;

    static List<DirectiveRow> rows() {
        return List.of(
                row(
                        "ServerRoot",
                        "folder",
                        "the folder of -d",
                        "Folder that relative paths of the configuration are relative to",
                        "ServerRoot /",
                        (statement, draft) ->
                                draft.server().serverRoot = Optional.of(statement.setting(path(statement)))),
                row(
                        "ServerName",
                        Scope.SERVER_OR_HOST,
                        new DirectiveRow.Description(
                                "[http://]name[:port]",
                                "the name of the host",
                                "Name of this server in Via, X-Forwarded-Server and error pages; scheme and port are not kept",
                                "ServerName www.example.com"),
                        (statement, draft) ->
                                draft.server().serverName = Optional.of(serverName(statement.argument()))),
                row(
                        "DefaultRuntimeDir",
                        "folder",
                        "logs",
                        "Folder of the sockets, the lock and the files of a running server, relative to ServerRoot",
                        "DefaultRuntimeDir run",
                        (statement, draft) -> draft.server().runtimeDir = statement.setting(path(statement))),
                row(
                        "PidFile",
                        "file",
                        "whippletree.pid in DefaultRuntimeDir",
                        "File that holds the pid of the supervisor, relative to ServerRoot",
                        "PidFile run/main.pid",
                        (statement, draft) -> draft.server().pidFile = Optional.of(path(statement))),
                row(
                        "ScoreBoardFile",
                        "file",
                        "none",
                        "File, relative to ServerRoot, that holds the status as dump --json shows it, written anew every second",
                        "ScoreBoardFile run/scoreboard.json",
                        (statement, draft) -> draft.server().scoreboardFile = Optional.of(path(statement))),
                row(
                        "ErrorLog",
                        Scope.SERVER_OR_HOST,
                        new DirectiveRow.Description(
                                "file",
                                "logs/error_log",
                                "File that all processes append their messages to, relative to ServerRoot",
                                "ErrorLog logs/main.log"),
                        (statement, draft) -> draft.server().errorLog = errorLog(statement)),
                logLevelRow());
    }

    private static DirectiveRow logLevelRow() {
        return new DirectiveRow(
                "LogLevel",
                Scope.SERVER_OR_HOST,
                Arity.ONE_OR_MORE,
                new DirectiveRow.Description(
                        "[module:]emerg|alert|crit|error|warn|notice|info|debug|trace1|...|trace8 ...",
                        "warn",
                        "Least urgent level of messages that are written; notice is always written; that of a"
                                + " single module has no effect",
                        "LogLevel info"),
                ServerDirectives::setLogLevel);
    }

    private static DirectiveRow row(
            String name, String syntax, String byDefault, String help, String example, Setter setter) {
        return row(name, Set.of(Scope.SERVER), new DirectiveRow.Description(syntax, byDefault, help, example), setter);
    }

    private static DirectiveRow row(
            String name, Set<Scope> scopes, DirectiveRow.Description description, Setter setter) {
        return new DirectiveRow(name, scopes, Arity.ONE, description, setter);
    }

    private static Path path(Statement statement) throws BadArgument {
        return Values.path(statement.directive().name(), statement.argument());
    }

    private static Path errorLog(Statement statement) throws BadArgument {
        String target = statement.argument();
        if (target.startsWith("|") || target.equals("syslog") || target.startsWith("syslog:")) {
            throw new BadArgument("ErrorLog '" + target + "' is not supported yet: name a file");
        }
        return path(statement);
    }

    /** Told as it is written. */
    private static String serverName(String text) throws BadArgument {
        int scheme = text.indexOf("://");
        String place = scheme < 0 ? text : text.substring(scheme + 3);
        try {
            HostAndPort name = HostAndPort.parse(place);
            if (!name.host().equals("*")) {
                int begin = place.startsWith("[") ? 1 : 0;
                return place.substring(begin, begin + name.host().length());
            }
        } catch (BadArgument e) {
            throw badServerName(text);
        }
        throw badServerName(text);
    }

    private static BadArgument badServerName(String text) {
        return new BadArgument("Invalid ServerName '" + text + "', expected [http://]name[:port]");
    }

    private static void setLogLevel(Statement statement, ConfigDraft draft) throws BadArgument {
        for (String text : statement.arguments()) {
            int colon = text.indexOf(':');
            LogLevel level = logLevel(text.substring(colon + 1));
            if (colon < 0) {
                draft.server().logLevel = level;
            } else {
                draft.problems()
                        .notice(
                                statement.where(),
                                "accepted, and without effect here: LogLevel " + text
                                        + ", as one level holds for all modules");
            }
        }
    }

    private static LogLevel logLevel(String text) throws BadArgument {
        String word = text.toUpperCase(Locale.ROOT);
        if (word.matches("TRACE[1-8]")) {
            return LogLevel.TRACE;
        }
        for (LogLevel level : LogLevel.values()) {
            if (level != LogLevel.TRACE && level.name().equals(word)) {
                return level;
            }
        }
        throw new BadArgument("LogLevel requires level keyword: one of emerg/alert/crit/error/warn/notice/info/debug/"
                + "trace1/.../trace8, not '" + text + "'");
    }

    String serverName() {
        return serverName.orElseGet(HostName::own);
    }

    /** As written, if it is. */
    Path errorLog() {
        return errorLog;
    }

    LogLevel logLevel() {
        return logLevel;
    }

    FilePaths resolve(Path requestedRoot, SourceLocation file, Problems problems) {
        Path root = requestedRoot.toAbsolutePath().normalize();
        if (serverRoot.isPresent()) {
            root = root.resolve(serverRoot.get().value()).normalize();
            if (!Files.isDirectory(root)) {
                problems.error(
                        serverRoot.get().where().orElseThrow(),
                        "ServerRoot must be a valid directory: there is no folder " + root);
            }
        }
        Path runtime = root.resolve(runtimeDir.value()).normalize();
        Path pid = pidFile.isPresent() ? root.resolve(pidFile.get()).normalize() : runtime.resolve("whippletree.pid");
        FilePaths paths = new FilePaths(
                root,
                runtime,
                pid,
                root.resolve(errorLog).normalize(),
                scoreboardFile.map(root::resolve).map(Path::normalize).orElse(Path.of("")));
        int socketBytes = paths.controlSocket().toString().getBytes(StandardCharsets.UTF_8).length;
        if (socketBytes > MOST_SOCKET_PATH_BYTES) {
            problems.error(
                    runtimeDir.where().orElse(file),
                    "DefaultRuntimeDir " + runtime + " is too long: the path of a socket in it has " + socketBytes
                            + " bytes and may have " + MOST_SOCKET_PATH_BYTES + "; name a shorter folder");
        }
        return paths;
    }
}
