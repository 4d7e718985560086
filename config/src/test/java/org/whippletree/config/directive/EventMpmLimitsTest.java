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

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void leaveNoQueueWithoutAPlace(String places) throws IOException {
        assertEquals(List.of("2: ListenBacklog must be > 0"), messages("ListenBacklog " + places));
    }

    @Test
    void keepTheFactorOfFurtherConnectionsPositiveAndAtLeastOne() throws IOException {
        for (String bad : List.of("0", "-2")) {
            assertEquals(
                    List.of("2: AsyncRequestWorkerFactor argument must be a positive number"),
                    messages("AsyncRequestWorkerFactor " + bad));
        }
        assertEquals(
                List.of("2: warning: AsyncRequestWorkerFactor of 0.5 is less than 1, increasing to 1"),
                messages("AsyncRequestWorkerFactor 0.5"));
        assertEquals(1, messages("AsyncRequestWorkerFactor many").size());
        assertEquals(List.of(), messages("AsyncRequestWorkerFactor 1.5"));
    }

    @Test
    void boundChildrenAndWorkers() throws IOException {
        Map<String, String> corrections = Map.of(
                "ServerLimit 20001", "ServerLimit of 20001 exceeds the limit of 20000 children, decreasing to 20000",
                "ThreadLimit 100001", "ThreadLimit of 100001 exceeds the limit of 100000 workers, decreasing to 100000",
                "ThreadsPerChild 65",
                        "ThreadsPerChild of 65 exceeds ThreadLimit of 64, decreasing to 64; to increase, raise"
                                + " ThreadLimit",
                "ThreadsPerChild 0", "ThreadsPerChild of 0 not allowed, increasing to 1",
                "MaxRequestWorkers 7", "MaxRequestWorkers of 7 is less than ThreadsPerChild of 25, increasing to 25",
                "MaxClients 399",
                        "MaxRequestWorkers of 399 is not a multiple of ThreadsPerChild of 25, decreasing to 375, for at"
                                + " most 15 children",
                "MaxRequestWorkers 425",
                        "MaxRequestWorkers of 425 would require 17 children and exceed ServerLimit of 16, decreasing to"
                                + " 400; to increase, raise ServerLimit",
                "StartServers 0", "StartServers of 0 not allowed, increasing to 1",
                "MinSpareThreads 0", "MinSpareThreads of 0 not allowed, increasing to 1");
        for (Map.Entry<String, String> correction : corrections.entrySet()) {
            // Where several corrections follow from one line, the first one is told first.
            assertEquals(
                    "2: warning: " + correction.getValue(),
                    messages(correction.getKey()).get(0));
        }
    }

    @Test
    void takeAGraceThatIsANumberOfSeconds() throws IOException {
        assertEquals(List.of(), messages("GracefulShutdownTimeout 0"));
        assertEquals(1, messages("GracefulShutdownTimeout soon").size());
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
