/**
 * From a configuration file in httpd's syntax to a resolved {@link org.whippletree.config.ServerConfig}. Only the supervisor may
 * use this package; children receive resolved records.
 */
package org.whippletree.config.directive;
