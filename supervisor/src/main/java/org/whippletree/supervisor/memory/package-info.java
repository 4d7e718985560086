/**
 * Whether the processes fit into the memory they are allowed: {@link org.whippletree.supervisor.memory.MemoryPlan} adds up what
 * they may come to need. It knows JVM options and numbers, no process.
 */
package org.whippletree.supervisor.memory;
