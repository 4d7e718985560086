package org.whippletree.config.directive;

import java.util.Optional;
import java.util.Set;

/** All that is known of one directive: what the resolver needs to apply it, and the reference page to describe it. */
public final class DirectiveRow {
    private final String name;
    private final Set<Scope> scopes;
    private final Arity arity;
    private final Description description;
    private final Setter setter;

    DirectiveRow(String name, Set<Scope> scopes, Arity arity, Description description, Setter setter) {
        this.name = name;
        this.scopes = Set.copyOf(scopes);
        this.arity = arity;
        this.description = description;
        this.setter = setter;
    }

    /**
     * The words of a row.
     *
     * @param syntax the arguments as a reference page writes them
     * @param defaultText what holds without the directive; {@code none} if nothing does
     * @param help a sentence, without its period; also told with a wrong number of arguments
     * @param example whole lines that set something other than the default
     */
    record Description(String syntax, String defaultText, String help, String example) {}

    /** As users write it; a section's in angle brackets. */
    public String name() {
        return name;
    }

    /** Where it may stand. */
    public Set<Scope> scopes() {
        return scopes;
    }

    /** How many arguments it takes. */
    public Arity arity() {
        return arity;
    }

    /** Its arguments as a reference page writes them. */
    public String syntax() {
        return description.syntax();
    }

    /** What holds without it; {@code none} if nothing does. */
    public String defaultText() {
        return description.defaultText();
    }

    /** What it is for: a sentence without its period. */
    public String help() {
        return description.help();
    }

    /** Whole lines that set something other than the default. */
    public String example() {
        return description.example();
    }

    /** Sets the value, or says why not. */
    void apply(Statement statement, ConfigDraft draft) throws BadArgument {
        Optional<String> complaint = arity.complaint(statement.directive(), name, help());
        if (complaint.isPresent()) {
            throw new BadArgument(complaint.get());
        }
        setter.set(statement, draft);
    }
}
