/** Access logs: what of an exchange is written, how a line looks, and the thread that writes lines to files. */
package org.whippletree.proxy.log;
