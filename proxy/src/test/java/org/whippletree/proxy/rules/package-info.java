/** The duties of an intermediary, one suite per subject, shown on raw bytes: each test reads as its rule. */
package org.whippletree.proxy.rules;
