/**
 * From a configuration file in httpd's syntax to a resolved {@link org.whippletree.config.ServerConfig}. Only the supervisor may
 * use this package; children receive resolved records. {@link org.whippletree.config.directive.ConfigLoader} is the front door,
 * {@link org.whippletree.config.directive.DirectiveTable} what reference pages are made of.
 *
 * <p>Text becomes a tree ({@code DirectiveParser}), whose directives are applied in their order through their rows to a draft
 * ({@code ConfigDraft}); the draft's parts then check what no single line can know and give the resolved values
 * ({@code ConfigResolver}). A new directive is a row in the part that owns its value, and an entry in the test of the table.
 */
package org.whippletree.config.directive;
