/** The exercise whose loaded classes become the class-data archive of later children. */
package org.whippletree.child.train;
