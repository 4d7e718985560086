package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whippletree.config.AccessLog;
import org.whippletree.config.LogItem;
import org.whippletree.config.LogValue;
import org.whippletree.config.VariableCondition;

class AccessLogDirectivesTest {
    @TempDir
    private Path folder;

    private List<AccessLog> logs(String... lines) throws IOException {
        return new ConfigText(folder)
                .config("Listen 80", String.join("\n", lines))
                .proxy()
                .main()
                .accessLogs();
    }

    private List<String> messages(String line) throws IOException {
        return new ConfigText(folder).messages("Listen 80", line);
    }

    @Test
    void writesNothingUnlessAsked() throws IOException {
        assertEquals(List.of(), logs("LogFormat %h plain"));
    }

    @Test
    void knowsCommonAndCombined() throws IOException {
        assertEquals(13, logs("CustomLog a common").get(0).items().size());
        assertEquals(18, logs("CustomLog a combined").get(0).items().size());
    }

    @Test
    void findsANameThatIsDefinedLater() throws IOException {
        assertEquals(
                List.of(new AccessLog(folder.resolve("a"), List.of(LogItem.of(LogValue.METHOD, "")))),
                logs("CustomLog a mine", "LogFormat %m mine"));
    }

    @Test
    void transferLogTakesTheFormatWithoutAName() throws IOException {
        assertEquals(
                List.of(
                        new AccessLog(folder.resolve("a"), List.of(LogItem.of(LogValue.METHOD, ""))),
                        new AccessLog(folder.resolve("b"), List.of(LogItem.of(LogValue.STATUS, "")))),
                logs("TransferLog a", "CustomLog b %s", "LogFormat %m"));
    }

    @Test
    void theLogsOfAVirtualHostStandInPlaceOfThoseOutside() throws IOException {
        assertEquals(
                List.of(folder.resolve("b"), folder.resolve("c")),
                logs("<VirtualHost *>", "CustomLog b %m", "CustomLog c %m", "</VirtualHost>", "CustomLog a %m").stream()
                        .map(AccessLog::file)
                        .toList());
        assertEquals(
                1, logs("<VirtualHost *>", "</VirtualHost>", "CustomLog a %m").size());
    }

    @Test
    void takesAConditionOnAVariable() throws IOException {
        assertEquals(
                List.of(new VariableCondition("quiet", true), new VariableCondition("quiet", false)),
                logs("CustomLog a common env=!quiet", "CustomLog b common env=quiet").stream()
                        .map(AccessLog::condition)
                        .toList());
    }

    @Test
    void saysWhatIsNotSupported() throws IOException {
        assertEquals(
                List.of("2: CustomLog '|rotatelogs a' is not supported yet: name a file"),
                messages("CustomLog \"|rotatelogs a\" common"));
        assertEquals(
                List.of("2: TransferLog 'syslog:local1' is not supported yet: name a file"),
                messages("TransferLog syslog:local1"));
        assertEquals(
                List.of(
                        "2: CustomLog 'expr=true' is not supported: set a variable with SetEnvIf, and test that with env=NAME"),
                messages("CustomLog a common expr=true"));
        assertEquals(
                List.of("2: CustomLog takes a file, a format and a condition, not 4 arguments"),
                messages("CustomLog a common env=a env=b"));
        assertEquals(
                List.of("2: CustomLog format 'comon' has no item: there is no LogFormat of this name; define one"),
                messages("CustomLog a comon"));
        assertEquals(List.of("2: Unrecognized LogFormat directive %y"), messages("CustomLog a %y"));
        assertEquals(List.of("2: Unrecognized LogFormat directive %y"), messages("LogFormat %y mine"));
    }
}
