package kiosk.simulators.paper;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.EscPosEncoder;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.link.Bytes;

/// Turns commands into bands of dots, as the standard mode of ESC/POS has it: styles, line buffer,
/// positions, pictures, symbols. It knows nothing of time, of the line or of the roll. One thread
/// at a time.
public final class Typesetter {

  /// What comes out, in order.
  public sealed interface Output {}

  /// Rows for the paper: what stands on them, and the words and codes it spells.
  public static final class Band implements Output {

    private final Dots dots;
    private final int rows;
    private final String words;
    private final List<PrintedTicket.Code> codes;

    Band(Dots dots, int rows, String words, List<PrintedTicket.Code> codes) {
      this.dots = dots;
      this.rows = rows;
      this.words = words;
      this.codes = codes;
    }

    /// How many rows the paper moves.
    public int rows() {
      return rows;
    }

    Dots dots() {
      return dots;
    }

    String words() {
      return words;
    }

    List<PrintedTicket.Code> codes() {
      return codes;
    }
  }

  /// The knife is to move.
  public record Knife(boolean partial) implements Output {}

  /// A question whose turn has come once all before it is on paper.
  public record Asked(EscPosCommand.Query query) implements Output {}

  /// An answer whose turn comes once all before it is on paper.
  public record Told(PrinterAnswer answer) implements Output {}

  /// The presenter is to move what was cut.
  public record Moved(EscPosCommand.Mouth mouth) implements Output {}

  /// Bytes that mean nothing to this printer.
  public record Misread(Bytes bytes) implements Output {}

  /// ESC 2: 30 dots on a printer of 203 dots an inch.
  private static final int USUAL_SPACING = 30;

  /// From the head to the knife; GS V 65 and 66 feed that far.
  private static final int KNIFE_BEHIND_HEAD = 96;

  private final int width;
  private final boolean custom;
  private final Consumer<Output> output;
  private final LineComposer line = new LineComposer();
  private final CodePages pages = new CodePages();
  private final Symbols symbols;
  private final Bars bars = new Bars();
  private final Pictures pictures = new Pictures();
  private final CellPress press = new CellPress();
  private List<Integer> tabs = List.of();
  private int side;
  private int margin;
  private int wantedWidth;
  private int spacing;
  private EscPosCommand.Raster raster = new EscPosCommand.Raster(0, 0, 0);

  /// @param width the dots of a row
  /// @param output gets what comes out, in order
  public Typesetter(int width, Consumer<Output> output) {
    this(width, false, output);
  }

  /// @param width the dots of a row
  /// @param custom whether it numbers symbols and cuts at a form feed as Custom's kiosk printers do
  /// @param output gets what comes out, in order
  public Typesetter(int width, boolean custom, Consumer<Output> output) {
    this.width = width;
    this.custom = custom;
    this.symbols = new Symbols(custom);
    this.output = output;
    reset();
  }

  /// Loads the fonts, which takes a moment that the first line would otherwise wait for.
  public static void warmUp() {
    Glyphs.face(0).cell('A');
  }

  /// Power-on values; what waits on the line is gone.
  public void reset() {
    line.clear();
    pages.reset();
    symbols.reset();
    bars.reset();
    pictures.reset();
    press.reset();
    tabs = List.of(8, 16, 24, 32, 40, 48, 56, 64);
    side = 0;
    margin = 0;
    wantedWidth = width;
    spacing = USUAL_SPACING;
  }

  /// Forgets the line that has begun: the print buffer was cleared.
  public void dropLine() {
    line.clear();
    pictures.reset();
  }

  /// Obeys one command; what it puts on paper goes to the output at once.
  public void obey(EscPosCommand command) {
    switch (command) {
      case EscPosCommand.Text text -> text(text.bytes());
      case EscPosCommand.Quiet _ -> {}
      case EscPosCommand.Unknown unknown -> output.accept(new Misread(unknown.bytes()));
      case EscPosCommand.Style style -> style(style);
      case EscPosCommand.Place place -> place(place);
      case EscPosCommand.Feed feed -> feed(feed);
      case EscPosCommand.Picture picture -> picture(picture);
      case EscPosCommand.Symbol2d code when !Symbols.knows(code.kind()) ->
          output.accept(new Misread(Bytes.of(EscPosEncoder.encode(code))));
      case EscPosCommand.Symbol symbol -> symbol(symbol);
      case EscPosCommand.AskSymbolSize(int kind) -> tellSize(kind);
      case EscPosCommand.Query query -> output.accept(new Asked(query));
      case EscPosCommand.Mouth mouth -> mouth(mouth);
      // Obeyed on reception; in the stream it stands for nothing.
      case EscPosCommand.Realtime _ -> {}
    }
  }

  private void text(Bytes bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      char character = pages.character(bytes.at(i));
      Dots cell = press.cell(character);
      if (line.cursor() > 0 && line.cursor() + cell.width() > area()) {
        // The paper ends the line, the text does not: words go on.
        endLine("");
      }
      line.add(cell, String.valueOf(character));
    }
  }

  private void style(EscPosCommand.Style style) {
    switch (style) {
      case EscPosCommand.Initialize _ -> reset();
      case EscPosCommand.CodePage page -> pages.selectPage(page.page());
      case EscPosCommand.NationalSet set -> pages.selectNational(set.set());
      default -> press.style(style, line.untouched());
    }
  }

  private void place(EscPosCommand.Place place) {
    switch (place) {
      case EscPosCommand.Align align -> side = line.untouched() ? align.side() : side;
      case EscPosCommand.TabStops stops -> tabs = stops.columns();
      case EscPosCommand.Tab _ -> tab();
      case EscPosCommand.MoveTo to -> moveTo(to.dots());
      case EscPosCommand.MoveBy by -> moveTo(line.cursor() + by.dots());
      case EscPosCommand.LeftMargin left -> {
        if (line.untouched() && left.dots() < width) {
          margin = left.dots();
        }
      }
      case EscPosCommand.PrintWidth wanted -> {
        if (line.untouched() && wanted.dots() > 0) {
          wantedWidth = wanted.dots();
        }
      }
      case EscPosCommand.LineSpacing wanted -> spacing = wanted.dots();
      case EscPosCommand.DefaultSpacing _ -> spacing = USUAL_SPACING;
      case EscPosCommand.CharacterSpacing wanted -> press.spacing(wanted.dots());
    }
  }

  /// The printing area stops at the edge of the paper, whatever width was asked for.
  private int area() {
    return Math.min(wantedWidth, width - margin);
  }

  private void moveTo(int x) {
    if (x >= 0 && x < area()) {
      line.moveTo(x);
    }
  }

  /// To the next stop behind the cursor; without one nothing happens.
  private void tab() {
    tabs.stream()
        .map(column -> column * press.columnWidth())
        .filter(x -> x > line.cursor())
        .findFirst()
        .ifPresent(this::moveTo);
  }

  private void feed(EscPosCommand.Feed feed) {
    switch (feed) {
      case EscPosCommand.LineFeed _ -> endLine("\n");
      case EscPosCommand.FormFeed _ when custom -> sever(false, 0);
      case EscPosCommand.FormFeed _ -> endLine("\n");
      case EscPosCommand.CarriageReturn _ -> {}
      case EscPosCommand.FeedLines lines -> feedLines(lines.lines());
      case EscPosCommand.FeedDots dots -> feedDots(dots.dots());
      case EscPosCommand.Cut cut when cut.toCutter() -> sever(cut.partial(), cut.dots());
      case EscPosCommand.Cut cut -> {
        finishLine();
        output.accept(new Knife(cut.partial()));
      }
    }
  }

  private void sever(boolean partial, int dots) {
    finishLine();
    blank(KNIFE_BEHIND_HEAD + dots);
    output.accept(new Knife(partial));
  }

  /// On a printer without a presenter these bytes do nothing.
  private void mouth(EscPosCommand.Mouth mouth) {
    if (custom) {
      if (mouth instanceof EscPosCommand.CutAndPresent) {
        sever(false, 0);
      }
      output.accept(new Moved(mouth));
    }
  }

  private void feedLines(int lines) {
    if (lines == 0) {
      finishLine();
    } else {
      endLine("\n");
      blank((lines - 1) * spacing);
    }
  }

  private void feedDots(int dots) {
    if (line.untouched()) {
      blank(dots);
    } else {
      band(dots, "\n");
    }
  }

  private void picture(EscPosCommand.Picture picture) {
    switch (picture) {
      case EscPosCommand.Raster head -> {
        finishLine();
        raster = head;
      }
      case EscPosCommand.RasterRow row -> rasterRow(row.dots());
      case EscPosCommand.Graphics graphics -> pictures.obey(graphics).ifPresent(this::block);
      case EscPosCommand.Columns columns -> line.add(Pictures.columns(columns), "");
    }
  }

  private void rasterRow(Bytes row) {
    Dots dots = new Dots(row.length() * 8, 1);
    dots.row(0, row);
    Dots scaled = dots.scaled(1 + (raster.mode() & 1), 1 + (raster.mode() >> 1));
    output.accept(new Band(aligned(scaled), scaled.height(), "", List.of()));
  }

  private void symbol(EscPosCommand.Symbol symbol) {
    Optional<Symbols.Drawn> drawn =
        symbol instanceof EscPosCommand.Symbol2d code
            ? symbols.obey(code).filter(made -> made.dots().width() <= area())
            : bars.obey(symbol, area());
    drawn.ifPresent(
        made -> {
          finishLine();
          int rows = made.dots().height();
          output.accept(new Band(aligned(made.dots()), rows, "", List.of(made.code())));
        });
  }

  /// Nothing in the papers of Custom's says that they tell.
  private void tellSize(int kind) {
    if (!custom) {
      symbols.size(kind, area()).map(Told::new).ifPresent(output);
    }
  }

  /// Something that is a line by itself.
  private void block(Dots dots) {
    finishLine();
    output.accept(new Band(aligned(dots), dots.height(), "", List.of()));
  }

  private Dots aligned(Dots dots) {
    int free = Math.max(0, area() - dots.width());
    Dots paper = new Dots(width, dots.height());
    paper.draw(dots, margin + (side == 1 ? free / 2 : side == 2 ? free : 0), 0);
    return paper;
  }

  private void finishLine() {
    if (!line.untouched()) {
      endLine("\n");
    }
  }

  private void endLine(String end) {
    band(spacing, end);
  }

  private void band(int least, String end) {
    Dots dots = line.dots(width, margin, area(), side, press.upsideDown());
    int rows = Math.max(least, line.tallest());
    output.accept(new Band(dots, rows, line.words() + end, List.of()));
    line.clear();
  }

  private void blank(int rows) {
    if (rows > 0) {
      output.accept(new Band(new Dots(width, 0), rows, "", List.of()));
    }
  }
}
