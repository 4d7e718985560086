package org.whippletree.config.directive;

import java.util.List;
import org.whippletree.config.StickySessions;

/** The parameters of a balancer that concern sessions, while they are read. */
final class StickyDraft {
    /** The bound that httpd has for a route. */
    private static final int MOST_ROUTE_CHARACTERS = 63;

    private String cookie = "";
    private String parameter = "";
    private String separator = ".";
    private boolean semicolonEnds;

    void set(Parameter given) throws BadArgument {
        String value = given.value();
        switch (given.key()) {
            case "stickysession" -> sessions(value);
            case "stickysessionsep" -> separator = separator(value);
            case "scolonpathdelim" -> semicolonEnds = given.isOn();
            default -> throw new IllegalStateException("a known parameter is set: " + given.key());
        }
    }

    private void sessions(String value) throws BadArgument {
        int bar = value.indexOf('|');
        cookie = bar < 0 ? value : value.substring(0, bar);
        parameter = bar < 0 ? value : value.substring(bar + 1);
        if (cookie.isEmpty() || parameter.isEmpty()) {
            throw new BadArgument("stickysession '" + value + "' names no cookie: expected NAME or COOKIE|PATHNAME");
        }
    }

    private static String separator(String value) throws BadArgument {
        if (value.equalsIgnoreCase("off")) {
            return "";
        }
        if (value.length() != 1) {
            throw new BadArgument("stickysessionsep must be a single character or Off, not '" + value + "'");
        }
        return value;
    }

    /** A member's route or the one in its place. */
    static String route(Parameter given) throws BadArgument {
        if (given.value().length() > MOST_ROUTE_CHARACTERS) {
            throw new BadArgument(given.key() + " length must be < 64 characters: '" + given.value() + "'");
        }
        return given.value();
    }

    StickySessions resolve(List<MemberDraft> members) {
        if (cookie.isEmpty()) {
            return StickySessions.none();
        }
        return new StickySessions(
                cookie,
                parameter,
                separator,
                semicolonEnds,
                members.stream().map(MemberDraft::route).toList(),
                members.stream().map(MemberDraft::redirect).toList());
    }
}
