package dev.marque.keys.json;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Content between a line that begins it and a line that ends it, in base64 in lines of {@value #LINE}. There is exactly
 * one text for each content; line ends may be those of Windows, and the last one may be missing.
 *
 * @param title what stands in both lines, such as {@code LICENSE FILE}
 */
public record Armor(String title) {

    private static final int LINE = 60;
    private static final int ENDS = 80;

    /** Whether the text begins as this armor does. */
    public boolean opens(String text) {
        return text.startsWith(begin().strip());
    }

    public String write(byte[] content) {
        String base64 = StrictBase64.encode(content);
        StringBuilder text = new StringBuilder(base64.length() + base64.length() / LINE + ENDS).append(begin());
        for (int i = 0; i < base64.length(); i += LINE) {
            text.append(base64, i, Math.min(i + LINE, base64.length())).append('\n');
        }
        return text.append(end()).toString();
    }

    /** The content; null when the text is not exactly what would have been written. */
    public byte @Nullable [] read(String text) {
        String unix = text;
        if (text.startsWith("\r\n", begin().length() - 1)) {
            if (text.replace("\r\n", "").indexOf('\n') >= 0) {
                return null;
            }
            unix = text.replace("\r\n", "\n");
        }
        if (!unix.endsWith("\n")) {
            unix = unix + "\n";
        }
        int from = begin().length();
        int to = unix.length() - end().length();
        if (to < from) {
            return null;
        }
        try {
            byte[] content = Base64.getDecoder().decode(unix.substring(from, to).replace("\n", ""));
            return write(content).equals(unix) ? content : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private String begin() {
        return "-----BEGIN " + title + "-----\n";
    }

    private String end() {
        return "-----END " + title + "-----\n";
    }
}
