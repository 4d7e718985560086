package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whippletree.config.AddressRange;
import org.whippletree.config.IdentityRules;
import org.whippletree.config.TrustedProxy;

class IdentityDirectivesTest {
    @TempDir
    Path folder;

    private IdentityRules rules(String... lines) throws IOException {
        return new ConfigText(folder)
                .config("Listen 8080", String.join("\n", lines))
                .proxy()
                .client()
                .identity();
    }

    private List<String> messages(String... lines) throws IOException {
        return new ConfigText(folder).messages("Listen 8080", String.join("\n", lines));
    }

    private static TrustedProxy proxy(String address, int bits, boolean internal) {
        return new TrustedProxy(new AddressRange(address, bits), internal);
    }

    @Test
    void keepsProxiesInTheirOrderWhereverTheyStand() throws IOException {
        Files.writeString(
                folder.resolve("proxies"), "# those of the carrier\n\n198.51.100.1 198.51.100.2 # both\n10.1\n");

        assertEquals(
                List.of(
                        proxy("10.0.0.1", 32, true),
                        proxy("198.51.100.1", 32, false),
                        proxy("198.51.100.2", 32, false),
                        proxy("10.1.0.0", 16, false),
                        proxy("10.0.0.0", 8, true)),
                rules(
                                "RemoteIPInternalProxy 10.0.0.1",
                                "RemoteIPTrustedProxyList proxies",
                                "RemoteIPInternalProxy 10.0.0.0/8")
                        .remoteIp()
                        .proxies());
    }

    @Test
    void takesThoseOfAVirtualHostInPlaceOfThoseOutside() throws IOException {
        assertEquals(
                List.of(proxy("10.0.0.2", 32, false), proxy("10.0.0.3", 32, true)),
                rules(
                                "<VirtualHost *>",
                                "RemoteIPTrustedProxy 10.0.0.2",
                                "RemoteIPInternalProxy 10.0.0.3",
                                "</VirtualHost>",
                                "RemoteIPTrustedProxy 10.0.0.1")
                        .remoteIp()
                        .proxies());
    }

    @Test
    void warnsOfAFieldThatEverybodyIsBelievedIn() throws IOException {
        assertEquals(
                List.of(
                        "2: warning: RemoteIPHeader X-Forwarded-For without a RemoteIPTrustedProxy or RemoteIPInternalProxy:"
                                + " every client is believed, whatever address it gives itself; name the proxies"),
                messages("RemoteIPHeader X-Forwarded-For"));
    }

    @Test
    void refusesNamesThatAreNoAddresses() throws IOException {
        assertEquals(
                List.of("2: ip address 'proxy.example.com' appears to be invalid: expected an address such as 10.1.2.3,"
                        + " 10.1, 10.0.0.0/8 or 2001:db8::/32"),
                messages("RemoteIPTrustedProxy 10.0.0.1 proxy.example.com"));
    }

    @Test
    void tellsTheLineOfAListThatIsWrong() throws IOException {
        Files.writeString(folder.resolve("proxies"), "10.0.0.1\nsomewhere\n");

        assertEquals(
                List.of("2: " + folder
                        + "/proxies:2: ip address 'somewhere' appears to be invalid: expected an address such"
                        + " as 10.1.2.3, 10.1, 10.0.0.0/8 or 2001:db8::/32"),
                messages("RemoteIPInternalProxyList proxies"));
        assertEquals(
                List.of("2: RemoteIPTrustedProxyList: cannot read " + folder + "/none: there is no such file"),
                messages("RemoteIPTrustedProxyList none"));
    }

    @Test
    void refusesFieldsThatMeanSomethingElse() throws IOException {
        assertEquals(
                List.of("2: RemoteIPHeader Host is not supported: the field has another meaning; use one such as"
                        + " X-Forwarded-For"),
                messages("RemoteIPHeader Host"));
        assertEquals(
                List.of("2: RemoteIPProxiesHeader: 'a b' is no name of a field"),
                messages("RemoteIPProxiesHeader \"a b\""));
    }
}
