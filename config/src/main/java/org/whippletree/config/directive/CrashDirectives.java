package org.whippletree.config.directive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whippletree.config.CrashOptions;
import org.whippletree.config.FilePaths;

/** What is left behind by a child that breaks down. */
final class CrashDirectives {
    private Optional<Setting<Path>> dumpFolder = Optional.empty();
    private boolean hookEnabled;
    private Setting<List<String>> hookCommand = Setting.ofDefault(List.of());

    static List<DirectiveRow> rows() {
        return List.of(
                row(
                        "CoreDumpDirectory",
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "folder",
                                "DefaultRuntimeDir, without heap dumps",
                                "Folder, relative to ServerRoot, in which children work and leave the JVM's error files and"
                                        + " thread dumps, and a heap dump when they run out of memory; children must be"
                                        + " able to write there",
                                "CoreDumpDirectory conf.d"),
                        (statement, draft) -> draft.crashes().dumpFolder =
                                Optional.of(statement.setting(Values.path("CoreDumpDirectory", statement.argument())))),
                row(
                        "EnableExceptionHook",
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "On|Off",
                                "Off",
                                "Whether ExceptionHookCommand is run when a child breaks down",
                                "EnableExceptionHook On"),
                        (statement, draft) -> draft.crashes().hookEnabled = onOrOff(statement)),
                row(
                        "ExceptionHookCommand",
                        Arity.ONE_OR_MORE,
                        new DirectiveRow.Description(
                                "program [argument ...]",
                                "none",
                                "Program, relative to ServerRoot, that is run when a child is ended by a signal of its own"
                                        + " making or by a lack of memory, and its first arguments; never as root",
                                "ExceptionHookCommand /bin/true crash"),
                        (statement, draft) -> draft.crashes().hookCommand = statement.setting(statement.arguments())));
    }

    private static DirectiveRow row(String name, Arity arity, DirectiveRow.Description description, Setter setter) {
        return new DirectiveRow(name, Set.of(Scope.SERVER), arity, description, setter);
    }

    private static boolean onOrOff(Statement statement) throws BadArgument {
        return switch (statement.argument().toLowerCase(Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new BadArgument("EnableExceptionHook parameter must be 'on' or 'off'");
        };
    }

    CrashOptions resolve(FilePaths paths, Problems problems) {
        Path folder = dumpFolder
                .map(setting -> paths.serverRoot().resolve(setting.value()).normalize())
                .orElse(paths.runtimeDir());
        if (dumpFolder.isPresent() && !Files.isDirectory(folder)) {
            problems.error(
                    dumpFolder.get().where().orElseThrow(),
                    "CoreDumpDirectory " + folder
                            + " does not exist or is not a directory: make it, writable for the children");
        }
        return new CrashOptions(folder, dumpFolder.isPresent(), hookEnabled, command(paths, problems));
    }

    private List<String> command(FilePaths paths, Problems problems) {
        if (!hookCommand.isSet()) {
            return List.of();
        }
        List<String> words = new ArrayList<>(hookCommand.value());
        Path program = paths.serverRoot().resolve(words.get(0)).normalize();
        if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
            problems.error(
                    hookCommand.where().orElseThrow(),
                    "ExceptionHookCommand " + program + " is no program that can be run: name an executable file");
        }
        words.set(0, program.toString());
        return words;
    }
}
