/** What both programs know of their process and take from it: its signals, its host's name, its version. */
package org.whippletree.config.process;
