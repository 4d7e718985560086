package org.whippletree.config.directive;

/** What a directive does to the draft of a configuration. */
interface Setter {
    void set(Statement statement, ConfigDraft draft) throws BadArgument;
}
