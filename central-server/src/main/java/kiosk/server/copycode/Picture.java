package kiosk.server.copycode;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;

/// Draws digits as strokes, each turned and shifted, under crossing lines. It needs no font and no
/// screen; people read it, at a contrast of more than 7 to 1.
final class Picture {

  private static final int WIDTH = 280;
  private static final int HEIGHT = 90;
  private static final int MARGIN = 22;
  private static final double SIZE = 46;
  private static final double MOST_TURN = 0.25;
  private static final int LINES = 3;
  private static final Color PAPER = new Color(0xf4f6fb);
  private static final Color INK = new Color(0x1b1b35);
  private static final Color LINE = new Color(0x6a7fa5);

  /// Each digit in a box one high and 0.6 wide: moves (M) and curves (Q) as in SVG paths.
  private static final List<String> DIGITS =
      List.of(
          "M.3 0 Q.6 0 .6 .5 Q.6 1 .3 1 Q0 1 0 .5 Q0 0 .3 0",
          "M.1 .25 Q.25 .15 .35 0 Q.35 .5 .35 1 M.15 1 Q.35 1 .55 1",
          "M.02 .25 Q.05 0 .3 0 Q.6 0 .55 .35 Q.5 .6 0 1 Q.3 1 .6 1",
          "M.02 .12 Q.15 0 .3 0 Q.58 0 .56 .25 Q.54 .48 .25 .48 Q.6 .48 .6 .74 Q.6 1 .3 1 Q.1 1 0 .85",
          "M.45 1 Q.45 .5 .45 0 Q.2 .35 0 .68 Q.3 .68 .62 .68",
          "M.55 0 Q.3 0 .1 0 Q.08 .2 .05 .45 Q.2 .36 .3 .36 Q.6 .38 .6 .68 Q.58 1 .28 1 Q.1 1 0 .88",
          "M.5 .02 Q.05 .2 .02 .65 Q.02 1 .32 1 Q.6 1 .6 .7 Q.6 .42 .32 .42 Q.08 .42 .02 .65",
          "M0 0 Q.3 0 .6 0 Q.35 .45 .22 1 M.15 .5 Q.3 .5 .5 .5",
          "M.3 .46 Q.04 .42 .05 .22 Q.06 0 .3 0 Q.54 0 .55 .22 Q.56 .42 .3 .46 Q0 .5 0 .75"
              + " Q0 1 .3 1 Q.6 1 .6 .75 Q.6 .5 .3 .46",
          "M.58 .35 Q.52 .58 .28 .58 Q0 .58 0 .3 Q0 0 .28 0 Q.58 0 .58 .35 Q.55 .8 .1 .98");

  /// The digits as a PNG, drawn as chance will.
  static byte[] draw(String digits, RandomGenerator random) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(PAPER);
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.setColor(LINE);
    pen.setStroke(new BasicStroke(2));
    for (int i = 0; i < LINES; i++) {
      pen.drawLine(0, random.nextInt(HEIGHT), WIDTH, random.nextInt(HEIGHT));
    }
    pen.setColor(INK);
    pen.setStroke(new BasicStroke(5, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    double step = (WIDTH - 2.0 * MARGIN) / digits.length();
    for (int i = 0; i < digits.length(); i++) {
      AffineTransform place =
          AffineTransform.getTranslateInstance(
              MARGIN + i * step + random.nextInt(6), MARGIN - 6 + random.nextInt(12));
      place.rotate((random.nextDouble() * 2 - 1) * MOST_TURN, SIZE * 0.3, SIZE * 0.5);
      place.scale(SIZE, SIZE);
      pen.draw(place.createTransformedShape(shape(DIGITS.get(digits.charAt(i) - '0'))));
    }
    pen.dispose();
    return png(image);
  }

  private static Shape shape(String strokes) {
    Path2D path = new Path2D.Double();
    String[] words = strokes.replace("M", "M ").replace("Q", "Q ").split(" ", -1);
    for (int i = 0; i < words.length; ) {
      if (words[i].equals("M")) {
        path.moveTo(number(words[i + 1]), number(words[i + 2]));
        i += 3;
      } else {
        path.quadTo(
            number(words[i + 1]), number(words[i + 2]), number(words[i + 3]), number(words[i + 4]));
        i += 5;
      }
    }
    return path;
  }

  private static double number(String word) {
    return Double.parseDouble(word);
  }

  private static byte[] png(BufferedImage image) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      ImageIO.write(image, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Picture() {}
}
