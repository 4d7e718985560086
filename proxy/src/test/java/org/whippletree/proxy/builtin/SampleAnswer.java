package org.whippletree.proxy.builtin;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.whippletree.proxy.filter.FilteredMessage;

/** An answer whose fields a test sets. */
final class SampleAnswer implements FilteredMessage {
    private final Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> variables = new HashSet<>();
    private final String accept;
    private int status = 200;

    SampleAnswer(String acceptEncoding) {
        this.accept = acceptEncoding;
    }

    SampleAnswer with(String name, String value) {
        fields.put(name, value);
        return this;
    }

    SampleAnswer status(int code) {
        status = code;
        return this;
    }

    SampleAnswer withVariable(String name) {
        variables.add(name);
        return this;
    }

    /** All fields, each with its value. */
    Map<String, String> fields() {
        return fields;
    }

    @Override
    public Direction direction() {
        return Direction.ANSWER;
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String target() {
        return "/";
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Optional<String> requestField(String name) {
        return name.equals("Accept-Encoding") ? Optional.ofNullable(accept) : Optional.empty();
    }

    @Override
    public Optional<String> variable(String name) {
        return variables.contains(name) ? Optional.of("1") : Optional.empty();
    }

    @Override
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    @Override
    public List<String> fields(String name) {
        return field(name).map(List::of).orElse(List.of());
    }

    @Override
    public void setField(String name, String value) {
        fields.put(name, value);
    }

    @Override
    public void removeField(String name) {
        fields.remove(name);
    }

    @Override
    public int bufferSize() {
        return 131_072;
    }
}
