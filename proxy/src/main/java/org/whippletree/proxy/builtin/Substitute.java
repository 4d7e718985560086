package org.whippletree.proxy.builtin;

import java.util.List;
import java.util.Optional;
import org.whippletree.config.SubstituteRule;
import org.whippletree.proxy.filter.BodyFilter;
import org.whippletree.proxy.filter.FilterKind;
import org.whippletree.proxy.filter.FilterProvider;
import org.whippletree.proxy.filter.FilteredMessage;

/** {@code SUBSTITUTE}: replaces text in answers line by line, as mod_substitute does; compressed and partial answers are left as they are. */
public final class Substitute implements FilterProvider {
    private final List<LineEdit> edits;
    private final int mostLineBytes;

    /** @param mostLineBytes a longer line fails its exchange */
    public Substitute(List<SubstituteRule> rules, int mostLineBytes) {
        this.edits = rules.stream().map(LineEdit::new).toList();
        this.mostLineBytes = mostLineBytes;
    }

    /** Even a small body may take a pattern long. */
    @Override
    public FilterKind kind() {
        return FilterKind.BLOCKING;
    }

    @Override
    public Optional<BodyFilter> open(FilteredMessage message) {
        boolean answer = message.direction() == FilteredMessage.Direction.ANSWER;
        return answer && SizedProvider.plain(message) && !edits.isEmpty()
                ? Optional.of(new LineFilter(edits, mostLineBytes))
                : Optional.empty();
    }
}
