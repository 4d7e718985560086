package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.whippletree.proxy.wire.Answer.fieldOf;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.HeaderAction;
import org.whippletree.config.HeaderRule;
import org.whippletree.config.HeaderSection;
import org.whippletree.config.PathRules;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** What the rules of a configuration make of fields. */
class HeaderRulesIT {
    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(
            backend,
            settings -> settings.rules = new PathRules(
                    List.of(),
                    List.of(),
                    List.of(
                            new HeaderSection(
                                    "",
                                    List.of(
                                            set("X-Forwarded-Proto", "https"),
                                            new HeaderRule(HeaderAction.UNSET, "Proxy", "", "")),
                                    List.of(set("X-Always", "1")),
                                    List.of(new HeaderRule(HeaderAction.UNSET, "Server", "", ""))),
                            new HeaderSection(
                                    "/a",
                                    List.of(set("X-In", "a")),
                                    List.of(),
                                    List.of(new HeaderRule(HeaderAction.EDIT, "Set-Cookie", "$", "; Secure")))),
                    List.of(),
                    Path.of("")));

    private static HeaderRule set(String name, String value) {
        return new HeaderRule(HeaderAction.SET, name, value, "");
    }

    @Test
    void changeWhatTheBackendAndTheClientGet() {
        Wire client = proxy.client()
                .send(head("GET /%61 HTTP/1.1", "Host: h", "Proxy: evil", "X-In: client", "X-Forwarded-Proto: ftp"));
        Wire upstream = backend.accept();
        String request = upstream.readHead();
        upstream.send(
                "HTTP/1.1 200 OK\r\nServer: s\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 0\r\n\r\n");
        Answer answer = client.readAnswer();

        assertEquals("https", fieldOf(request, "X-Forwarded-Proto"));
        assertEquals("", fieldOf(request, "Proxy"));
        assertEquals("a", fieldOf(request, "X-In"));
        assertEquals("127.0.0.1", fieldOf(request, "X-Forwarded-For"));
        assertEquals("", answer.field("Server"));
        assertEquals("1", answer.field("X-Always"));
        assertEquals("a=1; Secure|b=2; Secure", answer.field("Set-Cookie"));
    }

    @Test
    void holdBelowTheirPathOnly() {
        Wire client = proxy.client().send(get("/b"));
        Wire upstream = backend.accept();
        String request = upstream.readHead();
        upstream.send("HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nContent-Length: 0\r\n\r\n");

        assertEquals("", fieldOf(request, "X-In"));
        assertEquals("a=1", client.readAnswer().field("Set-Cookie"));
    }

    @Test
    void reachAnswersOfOurOwnIfTheyAreForAlways() {
        assertEquals("1", proxy.client().send(get("/not-ours")).readAnswer().field("X-Always"));
        assertEquals(
                "1",
                proxy.client()
                        .send("TRACE / HTTP/1.1\r\nHost: h\r\n\r\n")
                        .readAnswer()
                        .field("X-Always"));
    }
}
