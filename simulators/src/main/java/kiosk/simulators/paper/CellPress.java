package kiosk.simulators.paper;

import kiosk.devices.escpos.EscPosCommand;

/// Makes the cell of a character in the style that is set.
final class CellPress {

  private int face;
  private int across;
  private int down;
  private boolean bold;
  private boolean doubleStrike;
  private int underline;
  private boolean inverse;
  private boolean turned;
  private boolean upsideDown;
  private int spacing;

  CellPress() {
    reset();
  }

  /// Power-on values.
  void reset() {
    face = 0;
    across = 1;
    down = 1;
    bold = false;
    doubleStrike = false;
    underline = 0;
    inverse = false;
    turned = false;
    upsideDown = false;
    spacing = 0;
  }

  void spacing(int dots) {
    spacing = dots;
  }

  boolean upsideDown() {
    return upsideDown;
  }

  /// What a tab column is wide: a character of the font and size that are set.
  int columnWidth() {
    return (Glyphs.face(face).width() + spacing) * across;
  }

  /// @param startOfLine upside-down printing is heeded there only
  void style(EscPosCommand.Style style, boolean startOfLine) {
    switch (style) {
      case EscPosCommand.Bold wanted -> bold = wanted.on();
      case EscPosCommand.DoubleStrike wanted -> doubleStrike = wanted.on();
      case EscPosCommand.Underline wanted -> underline = wanted.dots();
      case EscPosCommand.Inverse wanted -> inverse = wanted.on();
      case EscPosCommand.Size size -> size(size.width(), size.height());
      case EscPosCommand.Face wanted -> face = wanted.font();
      case EscPosCommand.PrintMode mode -> mode(mode.bits());
      case EscPosCommand.UpsideDown wanted -> upsideDown = startOfLine ? wanted.on() : upsideDown;
      case EscPosCommand.Turned wanted -> turned = wanted.on();
      case EscPosCommand.Initialize _,
          EscPosCommand.CodePage _,
          EscPosCommand.NationalSet _,
          EscPosCommand.KanjiOff _,
          EscPosCommand.KanjiOn _ -> {}
    }
  }

  /// ESC !: bit 0 font B, 3 bold, 4 double height, 5 double width, 7 underline.
  private void mode(int bits) {
    face = bits & 1;
    bold = (bits & 0x08) != 0;
    size((bits & 0x20) != 0 ? 2 : 1, (bits & 0x10) != 0 ? 2 : 1);
    underline = (bits & 0x80) != 0 ? Math.max(1, underline) : 0;
  }

  private void size(int width, int height) {
    across = width;
    down = height;
  }

  Dots cell(char character) {
    Dots glyph = Glyphs.face(face).cell(character);
    Dots shape = bold || doubleStrike ? smeared(glyph) : glyph;
    Dots scaled = (turned ? shape.turned() : shape).scaled(across, down);
    Dots cell = new Dots(scaled.width() + spacing * across, scaled.height());
    cell.draw(scaled, 0, 0);
    if (inverse) {
      return cell.inverted();
    }
    if (underline > 0 && !turned) {
      cell.fill(0, cell.height() - underline, cell.width(), cell.height());
    }
    return cell;
  }

  /// Emphasised print: every dot once more, one to the right.
  private static Dots smeared(Dots glyph) {
    Dots bold = new Dots(glyph.width(), glyph.height());
    bold.draw(glyph, 0, 0);
    bold.draw(glyph, 1, 0);
    return bold;
  }
}
