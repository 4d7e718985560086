/**
 * The admin HTTP API, served by {@link org.whippletree.supervisor.admin.AdminServer} on a Unix socket in the runtime folder and on
 * each AdminListen. It asks a {@link org.whippletree.supervisor.admin.StatusSource} and renders, and a
 * {@link org.whippletree.supervisor.admin.ReadinessSource} for probes; it knows nothing of children.
 */
package org.whippletree.supervisor.admin;
