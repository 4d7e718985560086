/**
 * The wire between the supervisor and its children: framed messages on one Unix socket connection, listening descriptors on a
 * second one. The front doors are {@link org.whippletree.control.ControlServer} (the supervisor's side) and
 * {@link org.whippletree.control.ControlClient} (the child's side); what they exchange is
 * {@link org.whippletree.control.ControlMessage}. Messages and descriptors have a connection each because on one connection each
 * kind is silently lost while the other is being read. The package decides nothing about processes: who is admitted, what is
 * sent and when is its callers' affair.
 */
package org.whippletree.control;
