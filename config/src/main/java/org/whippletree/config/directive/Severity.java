package org.whippletree.config.directive;

/** What a problem means for the use of a configuration. */
public enum Severity {
    /** It cannot be used. */
    ERROR,
    /** It is used with the correction that the message names. */
    WARNING,
    /** It is used as it is; something in it has no effect here. */
    NOTICE
}
