package dev.marque.licensing.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.marque.keys.offline.QrParts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The images, read back by another library than the one that wrote them. */
class QrImageTest {

    private static final Pattern SIDE = Pattern.compile("viewBox=\"0 0 ([0-9]+) ([0-9]+)\"");
    private static final Pattern BAR = Pattern.compile("M([0-9]+) ([0-9]+)h([0-9]+)v1h-([0-9]+)z");
    private static final int PIXELS = 4;
    private static final int BLACK = 0xff000000;
    private static final int WHITE = 0xffffffff;

    @Test
    void whatIsWrittenIsReadByAnotherLibrary() throws ReaderException {
        String text = new Random(1)
                .ints(4_000, ' ', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        List<String> read = new ArrayList<>();
        for (String part : QrParts.of(text)) {
            String svg = QrImage.svg(part);
            assertThat(svg).hasSizeLessThan(60_000);
            read.add(scan(svg));
        }
        assertThat(read).hasSizeGreaterThan(5);
        assertThat(QrParts.join(read)).contains(text);
    }

    /** Draws the bars, and looks at the picture. */
    private static String scan(String svg) throws ReaderException {
        Matcher side = SIDE.matcher(svg);
        assertThat(side.find()).isTrue();
        int width = Integer.parseInt(side.group(1)) * PIXELS;
        int[] picture = new int[width * width];
        Arrays.fill(picture, WHITE);
        for (Matcher bar = BAR.matcher(svg); bar.find(); ) {
            assertThat(bar.group(3)).isEqualTo(bar.group(4));
            int x = Integer.parseInt(bar.group(1)) * PIXELS;
            int y = Integer.parseInt(bar.group(2)) * PIXELS;
            int length = Integer.parseInt(bar.group(3)) * PIXELS;
            for (int row = y; row < y + PIXELS; row++) {
                Arrays.fill(picture, row * width + x, row * width + x + length, BLACK);
            }
        }
        BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, width, picture)));
        return new QRCodeReader()
                .decode(bitmap, Map.of(DecodeHintType.PURE_BARCODE, true))
                .getText();
    }
}
