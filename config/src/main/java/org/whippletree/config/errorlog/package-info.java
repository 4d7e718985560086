/**
 * The error log of both programs, behind the JDK's {@link System.Logger}: {@link org.whippletree.config.errorlog.ErrorLog} is the
 * front door. Code logs as usual through {@code System.getLogger(Foo.class.getName())}; the levels ERROR, WARNING, INFO, DEBUG and
 * TRACE are httpd's error, warn, info, debug and trace. httpd's notice, which is written whatever LogLevel says, has no level of
 * its own there and is logged by {@code ErrorLog.notice(LOG, "message")}.
 */
package org.whippletree.config.errorlog;
