/** Where the benchmark sees the outbox. */
package org.whippletree.scoreboard;
