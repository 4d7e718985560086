package org.whippletree.supervisor.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void leavesNoCharacterOfAValueThatMarkupIsMadeOf() {
        assertEquals(
                "<td>&lt;script&gt;&amp;&quot;&#39;\ufffd\ufffd\u00e4</td>",
                new Html().cell("<script>&\"'\0\n\u00e4").toString());
    }

    @Test
    void writesOwnMarkupAsItIs() {
        assertEquals(
                "<p>1 &lt; 2</p>",
                new Html().markup("<p>").text("1 < 2").markup("</p>").toString());
    }
}
