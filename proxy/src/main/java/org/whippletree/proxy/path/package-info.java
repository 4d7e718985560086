/** Which paths a rule is for: prefixes that end at borders, and patterns whose search is bounded. */
package org.whippletree.proxy.path;
