/**
 * The program that keeps the children running: it binds the sockets, starts one JVM per child, hands each its configuration and
 * listeners, replaces the ones that die and stops them all. {@link org.whippletree.supervisor.SupervisorProcess} is the front
 * door; {@link org.whippletree.supervisor.Supervisor} is the loop. The package never touches a byte of a request and knows no
 * class of a child, only the name of its main class and the control channel.
 */
package org.whippletree.supervisor;
