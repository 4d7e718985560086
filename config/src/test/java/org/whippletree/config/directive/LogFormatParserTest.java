package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whippletree.config.LogItem;
import org.whippletree.config.LogValue;

class LogFormatParserTest {
    @Test
    void partsTextFromItems() throws BadArgument {
        assertEquals(
                List.of(
                        LogItem.of(LogValue.CLIENT_ADDRESS, ""),
                        LogItem.of(LogValue.TEXT, " \""),
                        LogItem.of(LogValue.REQUEST_LINE, ""),
                        LogItem.of(LogValue.TEXT, "\"\t100%"),
                        LogItem.of(LogValue.REQUEST_FIELD, "User-Agent")),
                LogFormatParser.parse("%h \"%r\"\\t100%%%{User-Agent}i"));
    }

    @Test
    void readsModifiersInAnyOrder() throws BadArgument {
        assertEquals(
                List.of(
                        new LogItem(LogValue.REQUEST_FIELD, "Referer", List.of(200, 304), true),
                        new LogItem(LogValue.STATUS, "", List.of(), false),
                        new LogItem(LogValue.ANSWER_FIELD, "Location", List.of(302), false)),
                LogFormatParser.parse("%!200,304{Referer}i%>s%302{Location}o"));
    }

    @ParameterizedTest
    @CsvSource({
        "%a, CLIENT_ADDRESS",
        "%{c}a, PEER_ADDRESS",
        "%{local}p, LOCAL_PORT",
        "%{remote}p, CLIENT_PORT",
        "%p, LOCAL_PORT",
        "%{canonical}p, LOCAL_PORT",
        "%P, PID",
        "%{tid}P, THREAD",
        "%{hextid}P, THREAD_HEX",
        "%f, FILE",
        "%R, HANDLER",
        "%L, DASH",
        "%l, DASH",
        "%T, SECONDS",
        "%{ms}T, MILLISECONDS",
        "%{us}T, MICROSECONDS",
        "%D, MICROSECONDS",
        "%u, DASH",
        "%X, CONNECTION_STATUS",
        "%t, BEGIN_TIME"
    })
    void knowsHttpdsItems(String format, LogValue value) throws BadArgument {
        assertEquals(List.of(LogItem.of(value, "")), LogFormatParser.parse(format));
    }

    @Test
    void takesNamesOfVariablesNotesAndTrailers() throws BadArgument {
        assertEquals(
                List.of(
                        LogItem.of(LogValue.ENVIRONMENT, "SITE"),
                        LogItem.of(LogValue.NOTE, "session"),
                        LogItem.of(LogValue.REQUEST_TRAILER, "X"),
                        new LogItem(LogValue.ANSWER_TRAILER, "Y", List.of(200), false)),
                LogFormatParser.parse("%{SITE}e%{session}n%{X}^ti%200{Y}^to"));
    }

    @Test
    void readsPatternsOfTimes() throws BadArgument {
        assertEquals(
                List.of(
                        LogItem.of(LogValue.BEGIN_TIME, "%Y-%m-%dT%H:%M:%S"),
                        LogItem.of(LogValue.END_TIME, "msec"),
                        LogItem.of(LogValue.BEGIN_TIME, "usec_frac")),
                LogFormatParser.parse("%{%Y-%m-%dT%H:%M:%S}t%{end:msec}t%{begin:usec_frac}t"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%y|Unrecognized LogFormat directive %y",
                "%{other}p|LogFormat item %{other}p is not supported: use %p or %{canonical}p or %{local}p or %{remote}p",
                "%e|LogFormat item %e needs a name, as in %{Referer}e",
                "%^to|Unrecognized LogFormat directive %^to: a trailer is written %{NAME}^ti or %{NAME}^to",
                "%{X}^tx|Unrecognized LogFormat directive %{X}^tx: a trailer is written %{NAME}^ti or %{NAME}^to",
                "%{%Q}t|LogFormat item %{%Q}t is not supported: of strftime the letters aAbBdeDFhHIjmMnpRsStTyYzZ% are",
                "%i|LogFormat item %i needs a name, as in %{Referer}i",
                "%20s|LogFormat: '20' is no status, expected three digits",
                "%{Referer|LogFormat '%{Referer': the brace is not closed",
                "%>|LogFormat ends within '%>': name an item, or write %% for a percent sign"
            })
    void saysWhatIsWrong(String format, String message) {
        assertEquals(
                message,
                assertThrows(BadArgument.class, () -> LogFormatParser.parse(format))
                        .getMessage());
    }
}
