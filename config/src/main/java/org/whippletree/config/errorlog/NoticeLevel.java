package org.whippletree.config.errorlog;

import java.util.logging.Level;

/** httpd's notice, which the JDK lacks: more urgent than INFO, less than WARNING. */
final class NoticeLevel extends Level {
    private static final long serialVersionUID = 1L;

    static final Level NOTICE = new NoticeLevel();

    private NoticeLevel() {
        super("NOTICE", 850);
    }
}
