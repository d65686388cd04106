package dev.marque.licensing.offline;

import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrSegment;
import java.util.List;

/** QR codes as images. */
public final class QrImage {

    /** Light modules around the symbol, as ISO/IEC 18004 wants them. */
    private static final int QUIET = 4;

    private QrImage() {}

    /**
     * An SVG image, one unit a module.
     *
     * @param part of QR's alphanumeric characters, as {@code QrParts} makes them
     */
    public static String svg(String part) {
        QrCode symbol = QrCode.encodeSegments(List.of(QrSegment.makeAlphanumeric(part)), QrCode.Ecc.MEDIUM);
        int side = symbol.size + 2 * QUIET;
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < symbol.size; y++) {
            // A run of dark modules is one bar; getModule is false outside the symbol.
            for (int x = 0; x < symbol.size; x++) {
                int from = x;
                while (symbol.getModule(x, y)) {
                    x++;
                }
                if (x > from) {
                    path.append("M%d %dh%dv1h-%dz".formatted(from + QUIET, y + QUIET, x - from, x - from));
                }
            }
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
                <path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path d="%2$s"/></svg>""".formatted(side, path);
    }
}
