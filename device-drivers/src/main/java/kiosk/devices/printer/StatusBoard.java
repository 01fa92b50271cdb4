package kiosk.devices.printer;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.printer.PrinterStatus.Cover;
import kiosk.devices.printer.PrinterStatus.Link;
import kiosk.devices.printer.PrinterStatus.Paper;
import kiosk.devices.printer.PrinterStatus.Presenter;
import org.jspecify.annotations.Nullable;

/// What a printer has said of itself, put together from its answers; what it never said stays
/// unknown.
///
/// Bits: Epson, "ESC/POS Command Reference", DLE EOT and GS a.
final class StatusBoard {

  private Link link = Link.DOWN;
  private @Nullable Boolean online;
  private Paper paper = Paper.UNKNOWN;
  private Cover cover = Cover.UNKNOWN;
  private int errors;
  private @Nullable PrintTrouble trouble;
  private Presenter presenter = Presenter.UNKNOWN;
  private boolean spooling = true;
  private @Nullable Instant seen;

  /// The line is down or nobody answers on it: nothing that was known counts.
  void down() {
    link = Link.DOWN;
    online = null;
    paper = Paper.UNKNOWN;
    cover = Cover.UNKNOWN;
    errors = 0;
    trouble = null;
    presenter = Presenter.UNKNOWN;
    spooling = true;
  }

  /// The answer to DLE EOT `which`, 1–4.
  void answered(int which, PrinterAnswer.Status status, Instant now) {
    heard(now);
    int bits = status.bits();
    switch (which) {
      case 1 -> online = (bits & 0x08) == 0;
      case 2 -> cover = (bits & 0x04) != 0 ? Cover.OPEN : Cover.CLOSED;
      case 3 -> errors = bits & 0x6C;
      case 4 -> paper = paper((bits & 0x60) != 0, (bits & 0x0C) != 0);
      default -> {}
    }
  }

  /// Automatic status back.
  void told(PrinterAnswer.AutoStatus status, Instant now) {
    heard(now);
    online = (status.first() & 0x08) == 0;
    cover = (status.first() & 0x20) != 0 ? Cover.OPEN : Cover.CLOSED;
    errors = status.second() & 0x6C;
    paper = paper((status.third() & 0x0C) != 0, (status.third() & 0x03) != 0);
  }

  /// The full status of Custom (VKP80 and VKP80III manuals, DLE EOT 20).
  void answered(PrinterAnswer.FullStatus status, Instant now) {
    heard(now);
    cover = (status.user() & 0x03) != 0 ? Cover.OPEN : Cover.CLOSED;
    paper = paper((status.paper() & 0x01) != 0, (status.paper() & 0x44) != 0);
    presenter = presenter((status.paper() & 0x20) != 0, (status.user() & 0x08) != 0);
    spooling = (status.user() & 0x04) != 0;
    trouble = trouble(status.recoverable(), status.unrecoverable());
    online = trouble == null && cover == Cover.CLOSED && paper != Paper.OUT;
  }

  private static @Nullable PrintTrouble trouble(int recoverable, int unrecoverable) {
    if ((unrecoverable & 0x03) != 0) {
      return PrintTrouble.CUTTER;
    }
    if ((recoverable & 0x40) != 0) {
      return PrintTrouble.JAM;
    }
    if ((recoverable & 0x01) != 0) {
      return PrintTrouble.HEAD_TEMPERATURE;
    }
    if ((recoverable & 0x08) != 0) {
      return PrintTrouble.VOLTAGE;
    }
    return (unrecoverable & 0x8C) != 0 ? PrintTrouble.MECHANISM : null;
  }

  /// Whether the printer may still hold something to print; only Custom's tell.
  boolean spooling() {
    return spooling;
  }

  /// Any answer: somebody is there.
  void heard(Instant now) {
    link = Link.UP;
    seen = now;
  }

  PrinterStatus snapshot(boolean sensor) {
    return new PrinterStatus(
        link,
        Optional.ofNullable(online),
        paper,
        cover,
        sensor ? presenter : Presenter.NONE,
        OptionalInt.empty(),
        fault(),
        Optional.ofNullable(seen));
  }

  /// Bit 3 cutter, 5 unrecoverable, 2 mechanical, 6 recovers by itself: a hot head, or the cover
  /// that was opened in mid-print.
  private Optional<PrintTrouble> fault() {
    if (trouble != null) {
      return Optional.of(trouble);
    }
    if ((errors & 0x08) != 0) {
      return Optional.of(PrintTrouble.CUTTER);
    }
    if ((errors & 0x24) != 0) {
      return Optional.of(PrintTrouble.MECHANISM);
    }
    if ((errors & 0x40) != 0) {
      return Optional.of(
          cover == Cover.OPEN ? PrintTrouble.COVER_OPEN : PrintTrouble.HEAD_TEMPERATURE);
    }
    boolean offline = Boolean.FALSE.equals(online);
    return offline ? Optional.of(PrintTrouble.OFFLINE) : Optional.empty();
  }

  private static Presenter presenter(boolean ticket, boolean motor) {
    return ticket ? Presenter.TICKET : motor ? Presenter.MOVING : Presenter.EMPTY;
  }

  private static Paper paper(boolean out, boolean near) {
    return out ? Paper.OUT : near ? Paper.NEAR_END : Paper.OK;
  }
}
