package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whippletree.config.AccessRule;
import org.whippletree.config.AddressRange;
import org.whippletree.config.HandlerRule;
import org.whippletree.config.PathRules;
import org.whippletree.config.RequestHandler;

/** What {@code <Location>} sections become; their mistakes are in {@code bad/locations.conf}. */
class LocationDirectivesTest {
    @TempDir
    Path folder;

    private PathRules rules(String... lines) throws IOException {
        return new ConfigText(folder)
                .config("Listen 8080", String.join("\n", lines))
                .proxy()
                .main()
                .rules();
    }

    @Test
    void keepsSectionsInOrderAndEachWithWhatItSays() throws IOException {
        PathRules rules = rules(
                "<Location /a>",
                "SetHandler server-status",
                "</Location>",
                "<location \"/a/b\">",
                "Require all denied",
                "</location>",
                "<Location /a/b/c>",
                "SetHandler None",
                "Require all granted",
                "</Location>");

        assertEquals(
                List.of(
                        new HandlerRule("/a", RequestHandler.SERVER_STATUS),
                        new HandlerRule("/a/b/c", RequestHandler.NONE)),
                rules.handlers());
        assertEquals(
                List.of(
                        new AccessRule("/a/b", false, false, List.of()),
                        new AccessRule("/a/b/c", true, false, List.of())),
                rules.accesses());
        assertEquals(folder.resolve("logs/admin.sock"), rules.adminSocket());
    }

    @Test
    void admitsByAnyLineOfASection() throws IOException {
        PathRules rules =
                rules("<Location />", "Require all denied", "Require local", "Require ip 10.1", "</Location>");

        assertEquals(
                new AccessRule(
                        "/",
                        false,
                        true,
                        List.of(
                                new AddressRange("127.0.0.0", 8),
                                new AddressRange("::1", 128),
                                new AddressRange("10.1.0.0", 16))),
                rules.accesses().get(0));
    }

    @Test
    void takesAnEmptySectionForNone() throws IOException {
        assertEquals(PathRules.none(), rules("<Location /a>", "</Location>"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3, 32",
        "10, 10.0.0.0, 8",
        "10., 10.0.0.0, 8",
        "10.1.2, 10.1.2.0, 24",
        "10.0.0.0/8, 10.0.0.0, 8",
        "10.1.2.3/0, 10.1.2.3, 0",
        "172.16.0.0/255.240.0.0, 172.16.0.0, 12",
        "10.0.0.0/255.255.255.255, 10.0.0.0, 32",
        "10.0.0.0/0.0.0.0, 10.0.0.0, 0",
        "::1, ::1, 128",
        "2001:db8::/32, 2001:db8::, 32"
    })
    void readsAddressesInEveryForm(String text, String address, int bits) throws BadArgument {
        assertEquals(new AddressRange(address, bits), AddressRanges.parse(text));
    }
}
