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

    static RowKey load(ChildId child) {
        return new RowKey(Kind.LOAD, child.text());
    }

    static RowKey detail(ChildId child) {
        return new RowKey(Kind.DETAIL, child.text());
    }
}
