/** Filters that are part of the product: compression and replacement. They use what jars in {@code lib/ext} use, and nothing else. */
package org.whippletree.proxy.builtin;
