package org.whippletree.scoreboard;

/** Where a row lies: the map by its kind, the entry by its text. */
record RowKey(Kind kind, String text) {
    /** The one digest. */
    static final RowKey DIGEST = new RowKey(Kind.DIGEST, "digest");

    /** One map each. */
    enum Kind {
        /** Figures, a row per child. */
        LOAD("load"),
        /** Lines, a row per child. */
        DETAIL("detail"),
        /** What the supervisor folded, one row. */
        DIGEST("digest");

        private final String mapName;

        Kind(String mapName) {
            this.mapName = mapName;
        }

        String mapName() {
            return mapName;
        }
    }

    /** With the pid: what the supervisor takes away after a child's death must not be its successor's row. */
    static RowKey load(LoadRow row) {
        return new RowKey(Kind.LOAD, row.id().text() + "/" + row.pid());
    }

    static RowKey detail(ChildId child) {
        return new RowKey(Kind.DETAIL, child.text());
    }
}
