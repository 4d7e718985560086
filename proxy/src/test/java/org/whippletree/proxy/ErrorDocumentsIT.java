package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Answer.fieldOf;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.ErrorDocument;
import org.whippletree.config.ErrorDocument.Kind;
import org.whippletree.config.ErrorSection;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** What stands in place of errors of the server, and of those of backends that are overridden. */
class ErrorDocumentsIT {
    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(
            backend,
            settings -> settings.errors = List.of(
                    new ErrorSection(
                            "",
                            List.of(
                                    new ErrorDocument(404, Kind.TEXT, "<p>Not here"),
                                    new ErrorDocument(405, Kind.LOCATION, "http://help.example/methods"),
                                    new ErrorDocument(417, Kind.PATH, "/errors/expect"),
                                    new ErrorDocument(502, Kind.PATH, "/errors/bad?a=b")),
                            false,
                            Set.of()),
                    new ErrorSection(
                            "/app",
                            List.of(
                                    new ErrorDocument(500, Kind.PATH, "/errors/broken"),
                                    new ErrorDocument(404, Kind.USUAL, "")),
                            true,
                            Set.of(401, 404, 500, 503))));

    private Answer answer(Wire client, String fromBackend) {
        Wire upstream = backend.accept();
        upstream.readHead();
        upstream.send(fromBackend);
        return client.readAnswer();
    }

    @Test
    void areATextInPlaceOfThePage() {
        Answer answer = proxy.client().send(get("/not-ours/x")).readAnswer();

        assertEquals(404, answer.status());
        assertEquals("<p>Not here", answer.body());
        assertEquals("text/html; charset=utf-8", answer.field("Content-Type"));
    }

    @Test
    void sendTheClientToAnotherServer() {
        Answer answer = proxy.client().send(head("TRACE / HTTP/1.1", "Host: h")).readAnswer();

        assertEquals(302, answer.status());
        assertEquals("http://help.example/methods", answer.field("Location"));
    }

    @Test
    void comeFromAnotherPathWithTheStatusOfTheError() {
        Wire client = proxy.client()
                .send(head(
                        "POST /x HTTP/1.1",
                        "Host: h",
                        "Cookie: a=b",
                        "If-None-Match: \"1\"",
                        "Content-Length: 2",
                        "",
                        "hi"));
        Wire upstream = backend.accept();
        upstream.readHead();
        upstream.close();
        Wire second = backend.accept();
        String request = second.readHead();
        second.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nsorry");
        Answer answer = client.readAnswer();

        assertTrue(request.startsWith("GET /errors/bad?a=b HTTP/1.1\r\n"), request);
        assertEquals("a=b", fieldOf(request, "Cookie"));
        assertEquals("127.0.0.1", fieldOf(request, "X-Forwarded-For"));
        assertEquals("", fieldOf(request, "If-None-Match"));
        assertEquals("", fieldOf(request, "Content-Length"));
        assertEquals(502, answer.status());
        assertEquals("sorry", answer.body());
        assertEquals("close", answer.field("Connection"));
    }

    @Test
    void areTheUsualPageIfTheOtherPathFailsToo() {
        Wire client = proxy.client().send(get("/x"));
        for (int i = 0; i < 2; i++) {
            Wire upstream = backend.accept();
            upstream.readHead();
            upstream.send("HTTP/1.1 nonsense\r\n\r\n");
        }
        Answer answer = client.readAnswer();

        assertEquals(502, answer.status());
        assertTrue(answer.body().contains("Whippletree at proxy.test"), answer::body);
    }

    @Test
    void standInForARequestThatIsRefused() {
        Wire client = proxy.client().send(head("GET /x HTTP/1.1", "Host: h", "Expect: wonders", "X_Evil: 1"));
        Wire upstream = backend.accept();
        String request = upstream.readHead();
        upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno");

        assertTrue(request.startsWith("GET /errors/expect HTTP/1.1\r\n"), request);
        assertEquals("", fieldOf(request, "X_Evil"));
        Answer answer = client.readAnswer();
        assertEquals(417, answer.status());
        assertEquals("no", answer.body());
    }

    @Test
    void replaceAnErrorOfABackendBelowItsPathOnly() {
        Wire client = proxy.client().send(get("/other"));
        Wire upstream = backend.accept();
        upstream.readHead();
        upstream.send("HTTP/1.1 500 E\r\nContent-Length: 4\r\n\r\ngone");
        assertEquals("gone", client.readAnswer().body());

        Wire second = proxy.client().send(get("/app/x"));
        upstream.readHead();
        upstream.send("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone");
        Answer usual = second.readAnswer();
        assertEquals(404, usual.status());
        assertTrue(usual.body().contains("Whippletree at proxy.test"), usual::body);
    }

    @Test
    void keepTheConnectionOfABackendWhoseErrorIsReplaced() {
        Wire client = proxy.client().send(get("/app/x"));
        Wire upstream = backend.accept();
        upstream.readHead();
        upstream.send("HTTP/1.1 500 E\r\nContent-Length: 4\r\n\r\n");
        Wire other = backend.accept();
        String request = other.readHead();
        upstream.send("gone");
        other.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nsorry");
        other.close();
        Answer answer = client.readAnswer();

        assertTrue(request.startsWith("GET /errors/broken "), request);
        assertEquals(500, answer.status());
        assertEquals("sorry", answer.body());
        Wire next = proxy.client().send(get("/next"));
        assertTrue(upstream.readHead().startsWith("GET /next "));
        upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere");
        assertEquals("here", next.readAnswer().body());
    }

    @Test
    void keepWhatAClientNeedsToGoOn() {
        Wire client = proxy.client().send(get("/app/x"));
        Answer answer = answer(
                client,
                "HTTP/1.1 401 U\r\nWWW-Authenticate: Basic realm=\"a\"\r\nX-Other: 1\r\nContent-Length: 0\r\n\r\n");

        assertEquals(401, answer.status());
        assertEquals("Basic realm=\"a\"", answer.field("WWW-Authenticate"));
        assertEquals("", answer.field("X-Other"));
    }

    @Test
    void haveNoBodyForAHead() {
        Wire client = proxy.client().send(head("HEAD /app/x HTTP/1.1", "Host: h"));
        Wire upstream = backend.accept();
        upstream.readHead();
        upstream.send("HTTP/1.1 503 E\r\nContent-Length: 400\r\nConnection: close\r\n\r\n");

        assertTrue(client.readHead().startsWith("HTTP/1.1 503 "));
    }
}
