/** When the child takes another client: the rule, and the listeners that it arms and disarms. */
package org.whippletree.child.accept;
