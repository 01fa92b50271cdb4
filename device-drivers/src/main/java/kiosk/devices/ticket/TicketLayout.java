package kiosk.devices.ticket;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.PaperText;
import kiosk.devices.escpos.Wrapping;
import kiosk.devices.link.Bytes;
import kiosk.devices.profile.PrinterProfile;

/// A ticket as commands, in the printer's own fonts: a pure function.
///
/// Text mode with the printer's QR makes some 1.5 kB of an attestation, against 86 kB as a
/// picture: the paper is then slower than the line. Control characters never leave here.
public final class TicketLayout {

  /// The first column of a fact; its value has the rest but for one blank.
  private static final int LABEL_COLUMNS = 16;

  /// The data bytes that QR versions 1, 2 … hold at level M in byte mode (ISO/IEC 18004, table 7).
  private static final int[] QR_BYTES = {
    14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331
  };

  private static final int QR_DOTS = 240;
  private static final int CENTRE = 1;
  private static final int LEFT = 0;

  /// GS ( k cn 49: the QR symbol and its functions.
  private static final int QR = 49;

  private static final int QR_MODEL = 65;
  private static final int QR_MODULE = 67;
  private static final int QR_CORRECTION = 69;
  private static final int QR_STORE = 80;
  private static final int QR_PRINT = 81;

  private final PrinterProfile profile;
  private final boolean large;
  private final int columns;
  private final List<EscPosCommand> commands = new ArrayList<>();

  private TicketLayout(PrinterProfile profile, boolean large) {
    this.profile = profile;
    this.large = large;
    this.columns = large ? profile.largeColumns() : profile.columns();
  }

  /// The commands of a whole ticket, from the printer's initialisation to its last line, without
  /// the cut.
  public static List<EscPosCommand> of(Ticket ticket, PrinterProfile profile) {
    TicketLayout layout = new TicketLayout(profile, ticket.largePrint());
    layout.begin();
    ticket.blocks().forEach(layout::block);
    return List.copyOf(layout.commands);
  }

  /// The page is lost with ESC @ and so comes after it, for every ticket.
  private void begin() {
    add(new EscPosCommand.Initialize());
    add(new EscPosCommand.KanjiOff());
    add(new EscPosCommand.NationalSet(0));
    if (profile.frenchPage()) {
      add(new EscPosCommand.CodePage(PaperText.WPC1252));
    }
    add(new EscPosCommand.FeedDots(24));
    if (large) {
      add(new EscPosCommand.Size(2, 2));
      return;
    }
    int area = columns * profile.cellDots();
    add(new EscPosCommand.LeftMargin((profile.widthDots() - area) / 2));
    add(new EscPosCommand.PrintWidth(area));
  }

  private void block(Ticket.Block block) {
    switch (block) {
      case Ticket.Block.Mark mark -> mark(fit(mark.sender()));
      case Ticket.Block.Title title -> title(fit(title.text()));
      case Ticket.Block.Paragraph paragraph -> paragraph(fit(paragraph.text()), paragraph.bold());
      case Ticket.Block.Fact fact -> fact(fit(fact.label()), fit(fact.value()));
      case Ticket.Block.Rule _ -> rule();
      case Ticket.Block.QrCode code -> qr(code.data(), fit(code.caption()));
      case Ticket.Block.Space space -> add(new EscPosCommand.FeedLines(space.lines()));
    }
  }

  /// The sender in white on black.
  private void mark(String sender) {
    add(new EscPosCommand.Align(CENTRE));
    add(new EscPosCommand.Inverse(true));
    for (String line : Wrapping.lines(sender, columns - 4)) {
      line("  " + line + "  ");
    }
    add(new EscPosCommand.Inverse(false));
    add(new EscPosCommand.Align(LEFT));
    add(new EscPosCommand.FeedDots(16));
  }

  /// Twice as large as the text around it, or half as much again in large print.
  private void title(String text) {
    int times = large ? 3 : 2;
    add(new EscPosCommand.Align(CENTRE));
    add(new EscPosCommand.Bold(true));
    add(new EscPosCommand.Size(times, times));
    int fit = profile.widthDots() / (times * profile.cellDots());
    Wrapping.lines(text, large ? fit : columns / times).forEach(this::line);
    add(large ? new EscPosCommand.Size(2, 2) : new EscPosCommand.Size(1, 1));
    add(new EscPosCommand.Bold(false));
    add(new EscPosCommand.Align(LEFT));
    add(new EscPosCommand.FeedDots(16));
  }

  private void paragraph(String text, boolean bold) {
    if (bold) {
      add(new EscPosCommand.Bold(true));
    }
    Wrapping.lines(text, columns).forEach(this::line);
    if (bold) {
      add(new EscPosCommand.Bold(false));
    }
  }

  private void fact(String label, String value) {
    if (large) {
      Wrapping.lines(label, columns).forEach(this::line);
      add(new EscPosCommand.Bold(true));
      Wrapping.lines(value, columns - 1).forEach(line -> line(" " + line));
      add(new EscPosCommand.Bold(false));
      return;
    }
    List<String> labels = Wrapping.lines(label, LABEL_COLUMNS);
    List<String> values = Wrapping.lines(value, columns - LABEL_COLUMNS - 1);
    for (int i = 0; i < Math.max(labels.size(), values.size()); i++) {
      factLine(i < labels.size() ? labels.get(i) : "", i < values.size() ? values.get(i) : "");
    }
  }

  private void factLine(String label, String value) {
    if (value.isEmpty()) {
      line(label);
      return;
    }
    text(label + " ".repeat(LABEL_COLUMNS + 1 - label.length()));
    add(new EscPosCommand.Bold(true));
    line(value);
    add(new EscPosCommand.Bold(false));
  }

  /// Underlined blanks: a thin line without a gap, in fewer bytes than a picture of one.
  private void rule() {
    add(new EscPosCommand.Underline(1));
    line(" ".repeat(columns));
    add(new EscPosCommand.Underline(0));
    add(new EscPosCommand.FeedDots(12));
  }

  /// The quiet zone above and below is ours to leave; at the sides the paper has enough. Where no
  /// code may be drawn its data stands in letters, without the sentence about a code.
  private void qr(String data, String caption) {
    if (!profile.draws(PrinterProfile.Symbol.QR)) {
      paragraph(fit(data), false);
      return;
    }
    Bytes bytes = Bytes.of(printable(data).getBytes(StandardCharsets.UTF_8));
    int modules = modules(bytes.length());
    int module = Math.clamp(QR_DOTS / modules, 3, 8);
    add(new EscPosCommand.Align(CENTRE));
    add(new EscPosCommand.FeedDots(4 * module));
    code(QR_MODEL, "2\0");
    code(QR_MODULE, String.valueOf((char) module));
    boolean custom = profile.dialect() == PrinterProfile.Dialect.CUSTOM;
    // Level M is 49 at Epson, 50 at Custom, where 48 lets the printer choose (VKP80III manual).
    code(QR_CORRECTION, custom ? "2" : "1");
    add(new EscPosCommand.Symbol2d(QR, QR_STORE, stored(custom ? '1' : '0', bytes)));
    code(QR_PRINT, custom ? "1" : "0");
    add(new EscPosCommand.FeedDots(4 * module));
    Wrapping.lines(caption, columns).forEach(this::line);
    add(new EscPosCommand.Align(LEFT));
    add(new EscPosCommand.FeedDots(12));
  }

  private static int modules(int bytes) {
    int version = 1;
    while (version < QR_BYTES.length && QR_BYTES[version - 1] < bytes) {
      version++;
    }
    return 17 + 4 * version;
  }

  private void code(int function, String parameters) {
    add(
        new EscPosCommand.Symbol2d(
            QR, function, Bytes.of(parameters.getBytes(StandardCharsets.ISO_8859_1))));
  }

  private static Bytes stored(char mode, Bytes data) {
    byte[] parameters = new byte[data.length() + 1];
    parameters[0] = (byte) mode;
    System.arraycopy(data.toArray(), 0, parameters, 1, data.length());
    return Bytes.of(parameters);
  }

  private String fit(String text) {
    return profile.frenchPage() ? PaperText.fit(text) : PaperText.plain(text);
  }

  private static String printable(String data) {
    return data.replaceAll("\\p{Cntrl}", "");
  }

  private void line(String text) {
    text(text);
    add(new EscPosCommand.LineFeed());
  }

  private void text(String text) {
    if (!text.isEmpty()) {
      add(new EscPosCommand.Text(PaperText.encode(text)));
    }
  }

  private void add(EscPosCommand command) {
    commands.add(command);
  }
}
