/** Timeouts of one event loop at a cost that does not grow with the number of connections. */
package org.whippletree.proxy.time;
