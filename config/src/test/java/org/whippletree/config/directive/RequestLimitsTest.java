package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whippletree.config.ReadTime;
import org.whippletree.config.RequestLimits;

class RequestLimitsTest {
    @TempDir
    Path folder;

    private RequestLimits limits(String line) throws IOException {
        return new ConfigText(folder)
                .config("Listen 80", "ProxyPass / http://h", line)
                .proxy()
                .client()
                .request();
    }

    @Test
    void countABodyBeyondAnInt() throws IOException {
        assertEquals(5_000_000_000L, limits("LimitRequestBody 5000000000").body());
        assertEquals(0, limits("LimitRequestBody 0").body());
    }

    @Test
    void takeAnyNumberOfFieldsForZero() throws IOException {
        assertEquals(Integer.MAX_VALUE, limits("LimitRequestFields 0").fields());
        assertEquals(100, limits("").fields());
        assertEquals(8190, limits("").fieldSize());
    }

    @Test
    void keepTheTimeOfThePartThatIsNotNamed() throws IOException {
        RequestLimits limits = limits("RequestReadTimeout Body=1500ms,minrate=10 handshake=0");

        assertEquals(RequestLimits.DEFAULT_HEAD_TIME, limits.headTime());
        assertEquals(new ReadTime(Duration.ofMillis(1500), Duration.ZERO, 10), limits.bodyTime());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RequestReadTimeout header=40-20,MinRate=500",
                "RequestReadTimeout header=20-40",
                "RequestReadTimeout body=20,MinRate=0",
                "RequestReadTimeout handshake=5",
                "RequestReadTimeout trailer=5",
                "RequestReadTimeout header",
                "RequestReadTimeout body=x",
                "LimitRequestBody -1",
                "LimitRequestBody much"
            })
    void refuseWhatMakesNoSense(String line) throws IOException {
        List<String> messages = new ConfigText(folder).messages("Listen 80", "ProxyPass / http://h", line);

        assertEquals(1, messages.size());
        assertTrue(messages.get(0).startsWith("3: "), messages.get(0));
    }
}
