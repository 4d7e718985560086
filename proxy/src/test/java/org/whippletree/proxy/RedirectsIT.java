package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.PathRules;
import org.whippletree.config.RedirectRule;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** Clients that are sent elsewhere. */
class RedirectsIT {
    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(
            backend,
            settings -> settings.rules = new PathRules(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(
                            new RedirectRule("/not-ours/gone", false, 410, ""),
                            new RedirectRule("/not-ours", false, 308, "https://new.example/x"),
                            new RedirectRule("/", false, 301, "https://never.example/")),
                    Path.of("")));

    @Test
    void areToldWhereWithTheRestOfTheirPath() {
        Answer answer = proxy.client().send(get("/not-ours/a%20b?c=d")).readAnswer();

        assertEquals(308, answer.status());
        assertEquals("https://new.example/x/a%20b?c=d", answer.field("Location"));
        assertEquals(0, backend.connections());
    }

    @Test
    void areToldThatNothingIsThereAnyMore() {
        Answer answer = proxy.client().send(get("/not-ours/gone/x")).readAnswer();

        assertEquals(410, answer.status());
        assertEquals("", answer.field("Location"));
    }

    @Test
    void areServedWhereARouteTakesTheirPath() {
        Wire client = proxy.client().send(get("/ours"));
        backend.acceptAsked().send(OK);

        assertEquals(200, client.readAnswer().status());
    }
}
