/** What the child tells of itself: when a row is due, and where it goes. */
package org.whippletree.child.report;
