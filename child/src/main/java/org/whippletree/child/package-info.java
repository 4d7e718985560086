/**
 * The program that accepts clients, leases workers to their requests and forwards them. {@link org.whippletree.child.ChildMain} is
 * the entry, {@link org.whippletree.child.Child} the life of the process. Everything but the control channel and the scoreboard's
 * client runs on one event loop. A child never parses a directive and never waits for its siblings.
 */
package org.whippletree.child;
