package org.whippletree.proxy.http;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.stream.Stream;
import org.whippletree.config.HeaderAction;
import org.whippletree.config.HeaderRule;
import org.whippletree.config.HeaderSection;
import org.whippletree.proxy.notes.ExchangeNotes;
import org.whippletree.proxy.path.PathMatcher;

/** What the configuration does with the fields of one exchange: the rules of all sections that hold for its path. Pure. */
public final class HeaderEdits {
    /** No rule. */
    public static final HeaderEdits NONE = new HeaderEdits(List.of());

    private final List<Section> sections;

    /** The rules of a section, ready to be applied. */
    record Section(
            PathMatcher path,
            List<HeaderEdit> requests,
            List<HeaderEdit> always,
            List<HeaderEdit> onSuccess,
            boolean echoes) {
        static Section of(HeaderSection config) {
            return new Section(
                    new PathMatcher(config.path()),
                    edits(config.requests()),
                    edits(config.always()),
                    edits(config.onSuccess()),
                    Stream.of(config.always(), config.onSuccess())
                            .flatMap(List::stream)
                            .anyMatch(rule -> rule.action() == HeaderAction.ECHO));
        }

        private static List<HeaderEdit> edits(List<HeaderRule> rules) {
            return rules.stream().map(HeaderEdit::new).toList();
        }
    }

    HeaderEdits(List<Section> sections) {
        this.sections = sections;
    }

    /** Keeps the fields of a request that its answer repeats. */
    public void keepEchoes(HttpHeaders headers, ExchangeNotes notes) {
        for (Section section : sections) {
            if (section.echoes()) {
                notes.keep(headers);
                return;
            }
        }
    }

    /** Edits a request's fields before anything is added for the backend. */
    public void request(HttpHeaders headers, ExchangeNotes notes) {
        for (Section section : sections) {
            apply(section.requests(), headers, notes);
        }
    }

    /**
     * Edits an answer's fields; its framing is not theirs.
     *
     * @param own whether the answer is one of our own
     */
    public void answer(HttpHeaders headers, ExchangeNotes notes, boolean own) {
        if (sections.isEmpty()) {
            return;
        }
        // httpd keeps what "always" sets apart from the backend's fields until the answer is written.
        HttpHeaders always = new DefaultHttpHeaders();
        for (Section section : sections) {
            apply(section.always(), always, notes);
        }
        if (!own) {
            for (Section section : sections) {
                apply(section.onSuccess(), headers, notes);
            }
        }
        headers.add(always);
    }

    private static void apply(List<HeaderEdit> edits, HttpHeaders headers, ExchangeNotes notes) {
        for (HeaderEdit edit : edits) {
            edit.apply(headers, notes);
        }
    }
}
