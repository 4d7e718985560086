package org.whippletree.proxy.balance;

/** What requests have found out about a member. */
enum MemberState {
    /** It takes requests. */
    OK("Ok"),
    /** It could not be reached and is left alone for a while. */
    ERR("Err");

    private final String word;

    MemberState(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
