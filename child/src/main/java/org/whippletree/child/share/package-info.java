/**
 * Who takes the next client, and who asks its clients to move: the rules by which children share the work, from their own live
 * figures and the siblings' digest. {@link org.whippletree.child.share.ArmingPolicy} and
 * {@link org.whippletree.child.share.ShedPolicy} are the front doors. Numbers and times go in, decisions come out: nothing here
 * knows a socket, a scoreboard or a clock. docs/shedding.md tells an operator the same.
 */
package org.whippletree.child.share;
