/**
 * What the server is doing, as one immutable model, {@link org.whippletree.supervisor.status.ServerStatus}, and its four faces:
 * httpd's page, its {@code ?auto} lines, JSON, and text for a terminal. The renderers are pure: no clock, no socket, no scoreboard.
 */
package org.whippletree.supervisor.status;
