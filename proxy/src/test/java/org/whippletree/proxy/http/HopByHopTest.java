package org.whippletree.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HopByHopTest {
    private static HttpHeaders headers(String... fields) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (int i = 0; i < fields.length; i += 2) {
            headers.add(fields[i], fields[i + 1]);
        }
        return headers;
    }

    @Test
    void removesWhatIsHopByHopByDefinition() {
        HttpHeaders headers = headers(
                "Connection", "close",
                "Keep-Alive", "5",
                "Proxy-Connection", "x",
                "TE", "trailers",
                "Upgrade", "h2c",
                "Transfer-Encoding", "chunked",
                "X-Other", "1");

        HopByHop.remove(headers);

        assertEquals(Set.of("X-Other"), headers.names());
    }

    @Test
    void removesWhatConnectionNamesInAnyCaseOnSeveralLines() {
        HttpHeaders headers = headers(
                "connection", "x-a ,, X-B", "Connection", "X-C,close", "X-A", "1", "X-b", "2", "x-c", "3", "X-D", "4");

        HopByHop.remove(headers);

        assertEquals(Set.of("X-D"), headers.names());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "Content-Length",
                "Content-Type",
                "Content-Encoding",
                "Content-Range",
                "Cache-Control",
                "Authorization",
                "Cookie",
                "Set-Cookie",
                "Date",
                "Location",
                "Range"
            })
    void connectionCannotRemoveEndToEndFields(String name) {
        HttpHeaders headers = headers("Connection", "close, " + name, name, "1");

        HopByHop.remove(headers);

        assertTrue(headers.contains(name));
    }

    @Test
    void trailersCarryNoFramingAndNoRouting() {
        HttpHeaders trailers = headers("Content-Length", "5", "Transfer-Encoding", "x", "Host", "h", "Checksum", "c");

        HopByHop.cleanTrailers(trailers);

        assertEquals(Set.of("Checksum"), trailers.names());
    }
}
