package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventMpmLimitsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"SendBufferSize", "ReceiveBufferSize"})
    void giveABufferAtLeast512BytesOrTheKernelsSize(String name) throws IOException {
        String message = "2: " + name + " must be >= 512 bytes, or 0 for system default.";

        for (String bad : List.of("1", "511", "-1")) {
            assertEquals(List.of(message), messages(name + " " + bad));
        }
        for (String good : List.of("0", "512", "4194304")) {
            assertEquals(List.of(), messages(name + " " + good));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MaxConnectionsPerChild", "MaxRequestsPerChild"})
    void raiseANegativeNumberOfConnections(String name) throws IOException {
        assertEquals(List.of("2: warning: " + name + " of -5 not allowed, increasing to 0"), messages(name + " -5"));
    }

    @Test
    void leaveNoQueueWithoutAPlace() throws IOException {
        assertEquals(List.of("2: ListenBacklog must be > 0"), messages("ListenBacklog 0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MaxMemFree", "ThreadStackSize", "ChildMemoryLimit"})
    void refuseASizeThatIsNone(String name) throws IOException {
        for (String bad : List.of("-1", "many", "99999999999999999999")) {
            assertEquals(List.of("2: Invalid " + name + " value: " + bad), messages(name + " " + bad));
        }
    }

    @Test
    void keepStacksWithinWhatAJvmStartsWith() throws IOException {
        assertEquals(
                List.of("2: warning: ThreadStackSize of 8192 is none that a JVM starts with, increasing to 262144"),
                messages("ThreadStackSize 8192"));
        assertEquals(
                List.of("2: warning: ThreadStackSize of 1073741825 is none that a JVM starts with, decreasing to"
                        + " 1073741824"),
                messages("ThreadStackSize 1073741825"));
        assertEquals(List.of(), messages("ThreadStackSize 262144"));
    }

    @Test
    void warnOfAMemoryLimitThatEveryChildPasses() throws IOException {
        assertEquals(
                List.of("2: warning: ChildMemoryLimit of 100000000 is about what a child takes at its start: children"
                        + " will be replaced again and again; give at least 134217728"),
                messages("ChildMemoryLimit 100000000"));
        assertEquals(List.of(), messages("ChildMemoryLimit 134217728"));
    }

    @Test
    void refuseAFolderForDumpsThatIsNone() throws IOException {
        assertEquals(
                List.of("2: CoreDumpDirectory " + folder.resolve("nowhere")
                        + " does not exist or is not a directory: make it, writable for the children"),
                messages("CoreDumpDirectory nowhere"));
        assertEquals(1, messages("CoreDumpDirectory test.conf").size());
    }

    @Test
    void refuseAHookThatIsNoProgram() throws IOException {
        assertEquals(
                List.of("2: ExceptionHookCommand " + folder.resolve("test.conf")
                        + " is no program that can be run: name an executable file"),
                messages("ExceptionHookCommand test.conf"));
        assertEquals(
                List.of("2: EnableExceptionHook parameter must be 'on' or 'off'"), messages("EnableExceptionHook 1"));
    }

    @Test
    void nameNoUserAndNoGroupThatIsNotThere() throws IOException {
        assertEquals(
                List.of(
                        "2: AH00543: bad user name no.such.user: there is none on this machine; make it, or name another"
                                + " one"),
                messages("User no.such.user"));
        assertEquals(
                List.of("2: AH00544: bad group name no.such.group: there is none on this machine; make it, or name"
                        + " another one"),
                messages("Group no.such.group"));
        assertEquals(List.of("2: AH00543: bad user name #x: a number is expected after '#'"), messages("User #x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "#0", "#00"})
    void neverMakeChildrenRoots(String root) throws IOException {
        assertEquals(
                List.of("2: User " + root + " is refused: children, who read what clients send, never run as root; name"
                        + " another user"),
                messages("User " + root));
    }

    @Test
    void warnWhoeverCannotStartChildrenAsAnotherUser() throws IOException {
        Files.writeString(folder.resolve("test.conf"), "Listen 8080\nUser #54321\n");
        ConfigRequest request = new ConfigText(folder).request(Set.of());

        assertEquals(
                List.of("test.conf:2: warning: User 54321 has no effect: only root can start children as another user"),
                ConfigLoader.load(request, Map.of(), false).messages());
        assertEquals(List.of(), ConfigLoader.load(request, Map.of(), true).messages());
    }

    private List<String> messages(String line) throws IOException {
        return new ConfigText(folder).messages("Listen 8080", line);
    }
}
