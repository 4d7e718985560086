/** Connections to backends: made, kept, lent to one exchange at a time. Owned by the event loop. */
package org.whippletree.proxy.upstream;
