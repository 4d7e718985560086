/**
 * What the service manager (systemd) is told: {@link org.whippletree.supervisor.notify.Notifier} says when the server serves, that
 * the loop is alive, how it is doing, and that it stops. Where nobody asks, it does nothing. It knows nothing of children.
 */
package org.whippletree.supervisor.notify;
