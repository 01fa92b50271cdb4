package kiosk.simulators.paper;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.GlyphVector;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The printer's two built-in fonts, A of 12×24 and B of 9×17 dots: Liberation Mono, brought to
/// the cells and to black and white.
final class Glyphs {

  /// A dot is black when the letter covers this much of it, of 255: thermal dots spread a little.
  private static final int DARK = 104;

  /// Letters are drawn this much larger and averaged.
  private static final int FINER = 4;

  private static final Glyphs A = new Glyphs(12, 24, 20.0f, 18);
  private static final Glyphs B = new Glyphs(9, 17, 15.0f, 13);

  private final int width;
  private final int height;
  private final int baseline;
  private final Font font;
  private final Map<Integer, Dots> cells = new ConcurrentHashMap<>();

  private Glyphs(int width, int height, float size, int baseline) {
    this.width = width;
    this.height = height;
    this.baseline = baseline;
    this.font = load().deriveFont(size * FINER);
  }

  /// Font 0 is A, any other B.
  static Glyphs face(int font) {
    return font == 0 ? A : B;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /// The dots of a character in its cell; a character that the font lacks is a hollow box.
  Dots cell(int character) {
    return cells.computeIfAbsent(character, this::draw);
  }

  private Dots draw(int character) {
    BufferedImage fine =
        new BufferedImage(width * FINER, height * FINER, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = fine.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    String text = Character.toString(character);
    if (font.canDisplay(character)) {
      GlyphVector glyph = font.createGlyphVector(graphics.getFontRenderContext(), text);
      graphics.fill(glyph.getOutline(0, baseline * FINER));
    } else {
      graphics.drawRect(FINER, 4 * FINER, (width - 3) * FINER, (baseline - 4) * FINER);
    }
    graphics.dispose();
    return coarse(fine);
  }

  private Dots coarse(BufferedImage fine) {
    Dots cell = new Dots(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (coverage(fine, x * FINER, y * FINER) > DARK) {
          cell.set(x, y);
        }
      }
    }
    return cell;
  }

  private static int coverage(BufferedImage fine, int left, int top) {
    int sum = 0;
    for (int y = top; y < top + FINER; y++) {
      for (int x = left; x < left + FINER; x++) {
        sum += fine.getRaster().getSample(x, y, 0);
      }
    }
    return sum / (FINER * FINER);
  }

  private static Font load() {
    try (InputStream in =
        Glyphs.class.getResourceAsStream("/liberation/LiberationMono-Regular.ttf")) {
      if (in == null) {
        throw new IllegalStateException("Liberation Mono is not on the class path");
      }
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FontFormatException e) {
      throw new IllegalStateException(e);
    }
  }
}
