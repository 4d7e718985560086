package org.whippletree.config.directive;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.whippletree.config.ReadTime;
import org.whippletree.config.RequestLimits;

/** The arguments of {@code RequestReadTimeout}, as in {@code header=20-40,MinRate=500 body=20}. */
final class ReadTimes {
    private static final Pattern STAGE =
            Pattern.compile("(handshake|header|body)=([^-,]+)(?:-([^,]+))?(?:,minrate=([0-9]{1,9}))?");

    private ReadTime head = RequestLimits.DEFAULT_HEAD_TIME;
    private ReadTime body = RequestLimits.DEFAULT_BODY_TIME;

    /** A part that is not named keeps what it has. */
    void read(Statement statement) throws BadArgument {
        for (String argument : statement.arguments()) {
            Matcher matcher = STAGE.matcher(argument.toLowerCase(Locale.ROOT));
            if (!matcher.matches()) {
                throw new BadArgument("Invalid RequestReadTimeout parameter '" + argument
                        + "': expected header= or body= with SECONDS[-SECONDS][,MinRate=BYTES]");
            }
            ReadTime time = time(matcher, argument);
            switch (matcher.group(1)) {
                case "header" -> head = time;
                case "body" -> body = time;
                // Clients shake no hands here.
                default -> refuseHandshake(time);
            }
        }
    }

    private static ReadTime time(Matcher matcher, String argument) throws BadArgument {
        Duration initial = Values.time("RequestReadTimeout", matcher.group(2));
        String most = matcher.group(3);
        int minRate = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
        if (matcher.group(4) != null && minRate == 0) {
            throw new BadArgument(
                    "Invalid RequestReadTimeout parameter '" + argument + "': MinRate must be larger than 0");
        }
        if (most == null) {
            return new ReadTime(initial, Duration.ZERO, minRate);
        }
        Duration longest = Values.time("RequestReadTimeout", most);
        if (longest.compareTo(initial) <= 0 || minRate == 0) {
            throw new BadArgument("Invalid RequestReadTimeout parameter '" + argument
                    + "': the second time must be the longer one, and needs a MinRate");
        }
        return new ReadTime(initial, longest, minRate);
    }

    private static void refuseHandshake(ReadTime time) throws BadArgument {
        if (time.bounded()) {
            throw new BadArgument("RequestReadTimeout handshake= is not supported yet: remove it");
        }
    }

    ReadTime head() {
        return head;
    }

    ReadTime body() {
        return body;
    }
}
