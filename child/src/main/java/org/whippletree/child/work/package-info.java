/** The child's workers: leased to exchanges, shown on the scoreboard, waited for in line. */
package org.whippletree.child.work;
