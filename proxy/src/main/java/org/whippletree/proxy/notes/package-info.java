/** What is known of an exchange beside its messages: variables, notes, and which member was asked. */
package org.whippletree.proxy.notes;
