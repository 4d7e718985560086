/**
 * What the server is doing, as one immutable model, {@link org.whippletree.supervisor.status.ServerStatus}, and its three faces:
 * JSON, httpd's {@code ?auto} lines and text for a terminal. The renderers are pure: no clock, no socket, no scoreboard.
 */
package org.whippletree.supervisor.status;
