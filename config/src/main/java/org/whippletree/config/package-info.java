/**
 * Everything both programs run on, resolved: no directive text, no defaults still to be applied, no file to be read.
 * {@link org.whippletree.config.ServerConfig} is the front door. The package knows the JDK only; children receive these records
 * over the control channel and never parse a file.
 */
package org.whippletree.config;
