package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Answer.fieldOf;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.AccessRule;
import org.whippletree.config.HeaderAction;
import org.whippletree.config.HeaderRule;
import org.whippletree.config.HeaderSection;
import org.whippletree.config.PathMatch;
import org.whippletree.config.PathRules;
import org.whippletree.config.Route;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** Patterns of paths, good and evil. */
class PatternsIT {
    private static final String EVIL = "/" + "a".repeat(4_000) + "!";

    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend, settings -> {
        settings.routesFirst =
                List.of(new Route("^/pictures/([^/]+)/(.*[.]png)$", true, false, "b", "/img/$2/of/$1", false));
        settings.rules = new PathRules(
                List.of(),
                List.of(new AccessRule(new PathMatch("^/(.*a){12}$", true), false, false, List.of())),
                List.of(new HeaderSection(
                        new PathMatch("^/edit(ed)?$", true),
                        List.of(new HeaderRule(HeaderAction.EDIT, "X-Word", "^(.*a){12}$", "no")),
                        List.of(),
                        List.of())),
                List.of(),
                Path.of(""));
    });

    @Test
    void leadToWhatTheirGroupsSay() {
        proxy.client().send(get("/pictures/me/2026/a%20b.png?x=1"));
        Wire upstream = backend.accept();

        assertTrue(upstream.readHead().startsWith("GET /img/2026/a%20b.png/of/me?x=1 HTTP/1.1\r\n"));
        upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }

    @Test
    void letNobodyPassWhenTheyAreTooHardAndHoldNobodyUp() {
        long before = proxy.loopCpuNanos();
        for (int i = 0; i < 20; i++) {
            assertEquals(500, proxy.client().send(get(EVIL)).readAnswer().status());
        }

        long spent = proxy.loopCpuNanos() - before;
        assertTrue(spent < Duration.ofSeconds(2).toNanos(), () -> "20 requests took " + spent + " ns");
    }

    @Test
    void dropAValueThatIsTooHardToEdit() {
        proxy.client()
                .send(head("GET /edited HTTP/1.1", "Host: h", "X-Word: " + "a".repeat(4_000) + "!", "X-Word: fine"));
        Wire upstream = backend.accept();

        assertEquals("fine", fieldOf(upstream.readHead(), "X-Word"));
        upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }
}
