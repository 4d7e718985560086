/** The signals of a process, which both programs take: the JDK offers them by an internal type only. */
package org.whippletree.config.signal;
