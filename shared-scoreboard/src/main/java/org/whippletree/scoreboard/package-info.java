/**
 * Who is doing what, across processes: every child publishes its rows, the supervisor folds them into one digest, every child
 * reads that. {@link org.whippletree.scoreboard.Scoreboard} is the front door. The scoreboard is advisory: nothing that serves a
 * client waits for it, and without it each child acts on its own numbers.
 *
 * <p>The package knows neither sockets of clients nor processes, and Hazelcast's types stay inside it.
 */
package org.whippletree.scoreboard;
