package org.whippletree.supervisor.status;

/** A page that is being written. Whatever is not written as markup is escaped, so that no value can become any. */
final class Html {
    private final StringBuilder out = new StringBuilder();

    /** Markup of our own, never a value. */
    Html markup(String ours) {
        out.append(ours);
        return this;
    }

    Html text(Object value) {
        escape(String.valueOf(value));
        return this;
    }

    /** A line of a list. */
    Html item(String line) {
        return markup("<li>").text(line).markup("</li>\n");
    }

    Html headings(String... names) {
        markup("<tr>");
        for (String name : names) {
            markup("<th>").text(name).markup("</th>");
        }
        return markup("</tr>\n");
    }

    Html cell(Object value) {
        return markup("<td>").text(value).markup("</td>");
    }

    /** A number that names something. */
    Html name(long value) {
        return markup("<td class=\"n\">").text(value).markup("</td>");
    }

    /** A number in its column; zeros step back behind the others. */
    Html number(long value) {
        return markup(value == 0 ? "<td class=\"n z\">" : "<td class=\"n\">")
                .text(value)
                .markup("</td>");
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(Character.isISOControl(c) ? '\ufffd' : c);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
