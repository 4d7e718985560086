/**
 * The command line, {@link org.whippletree.supervisor.command.WhippletreeCommand}: httpd's letters, and sub-commands that are
 * clients of the admin API. It starts, finds and stops supervisors; how a supervisor works it does not know.
 */
package org.whippletree.supervisor.command;
