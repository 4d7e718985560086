package org.whippletree.proxy.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.whippletree.proxy.rules.Bytes.forwarded;
import static org.whippletree.proxy.wire.Answer.fieldOf;
import static org.whippletree.proxy.wire.Http.head;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.AddressRange;
import org.whippletree.config.ForwardedFields;
import org.whippletree.config.IdentityRules;
import org.whippletree.config.ProxyProtocolRules;
import org.whippletree.config.RemoteIpRules;
import org.whippletree.config.TrustedProxy;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;

@DisplayName("What a request says of its client and its way")
class IdentityIT {
    private static final String CLAIMS = head(
            "GET / HTTP/1.1",
            "Host: www.example",
            "Forwarded: for=8.8.8.8;proto=https",
            "forwarded: for=9.9.9.9",
            "X-Forwarded-For: 8.8.8.8",
            "x-forwarded-for: 9.9.9.9",
            "X-FORWARDED-HOST: evil.example",
            "X-Forwarded-Server: evil",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Port: 443",
            "X-Forwarded-Prefix: /evil",
            "X-Forwarded-Ssl: on");

    private static IdentityRules rules(String trusted, ForwardedFields fields) {
        return new IdentityRules(
                new RemoteIpRules("", "", List.of(new TrustedProxy(new AddressRange(trusted, 32), false))),
                ProxyProtocolRules.off(),
                fields);
    }

    @Nested
    @DisplayName("is replaced if a stranger says it")
    class OfAStranger {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(
                backend, settings -> settings.identity = rules("192.0.2.1", new ForwardedFields(true, true)));

        @Test
        @DisplayName("by what is known of the connection")
        void isReplaced() {
            String head = forwarded(proxy, backend, CLAIMS);

            assertEquals("127.0.0.1", fieldOf(head, "X-Forwarded-For"));
            assertEquals("www.example", fieldOf(head, "X-Forwarded-Host"));
            assertEquals("proxy.test", fieldOf(head, "X-Forwarded-Server"));
            assertEquals("http", fieldOf(head, "X-Forwarded-Proto"));
            assertEquals("for=127.0.0.1;host=www.example;proto=http", fieldOf(head, "Forwarded"));
            assertEquals("", fieldOf(head, "X-Forwarded-Port"));
            assertEquals("", fieldOf(head, "X-Forwarded-Prefix"));
            assertEquals("", fieldOf(head, "X-Forwarded-Ssl"));
        }
    }

    @Nested
    @DisplayName("is taken out if a stranger says it and nothing is added")
    class OfAStrangerWithNothingAdded {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(
                backend, settings -> settings.identity = rules("192.0.2.1", new ForwardedFields(false, false)));

        @Test
        @DisplayName("with no other in its place")
        void isTakenOut() {
            String head = forwarded(proxy, backend, CLAIMS);

            for (String name : List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto")) {
                assertEquals("", fieldOf(head, name));
            }
        }
    }

    @Nested
    @DisplayName("is appended to if a trusted proxy says it")
    class OfATrustedProxy {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(
                backend, settings -> settings.identity = rules("127.0.0.1", new ForwardedFields(true, true)));

        @Test
        @DisplayName("but for the scheme, which it knows best")
        void isAppendedTo() {
            String head = forwarded(proxy, backend, CLAIMS);

            assertEquals("8.8.8.8, 9.9.9.9, 127.0.0.1", fieldOf(head, "X-Forwarded-For"));
            assertEquals("evil.example, www.example", fieldOf(head, "X-Forwarded-Host"));
            assertEquals("evil, proxy.test", fieldOf(head, "X-Forwarded-Server"));
            assertEquals("https", fieldOf(head, "X-Forwarded-Proto"));
            assertEquals(
                    "for=8.8.8.8;proto=https, for=9.9.9.9, for=127.0.0.1;host=www.example;proto=http",
                    fieldOf(head, "Forwarded"));
            assertEquals("443", fieldOf(head, "X-Forwarded-Port"));
        }
    }
}
