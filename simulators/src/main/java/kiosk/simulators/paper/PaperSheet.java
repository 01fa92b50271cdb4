package kiosk.simulators.paper;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kiosk.devices.link.Bytes;

/// The paper since the last cut, row by row. One thread at a time.
public final class PaperSheet {

  private final int width;
  private final Bytes blank;
  private final List<Bytes> rows = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();
  private final List<PrintedTicket.Code> codes = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private int rowsToLastDot;
  private long firstByte;
  private long lastDot;

  /// @param width the dots of a row
  public PaperSheet(int width) {
    this.width = width;
    this.blank = new Dots(width, 1).row(0);
  }

  /// The ticket's first byte was on the line at `moment`, in nanoseconds.
  public void begin(long moment) {
    firstByte = moment;
  }

  /// Adds row number `index` of a band; it was on paper at `moment`, in nanoseconds.
  public void row(Typesetter.Band band, int index, long moment) {
    Dots dots = band.dots();
    boolean inked = index < dots.height() && dots.inked(index);
    rows.add(inked ? dots.row(index) : blank);
    if (inked) {
      rowsToLastDot = rows.size();
      lastDot = moment;
    }
  }

  /// All rows of the band are on paper: what they say counts as printed.
  public void complete(Typesetter.Band band) {
    words.append(band.words());
    codes.addAll(band.codes());
  }

  /// Notes bytes that meant nothing.
  public void misread(Bytes bytes) {
    unknown.add(bytes.hex().replace(" ", ""));
  }

  /// Nothing black, no words and nothing misread.
  public boolean blank() {
    return rowsToLastDot == 0 && words.toString().isBlank() && unknown.isEmpty();
  }

  /// No paper has moved.
  public boolean empty() {
    return rows.isEmpty();
  }

  /// How many rows have come out.
  public int height() {
    return rows.size();
  }

  /// The paper as it is now.
  ///
  /// @param bytes how many made it
  /// @param rowNanos what a row takes, 0 when unpaced
  public PrintedTicket ticket(boolean cut, boolean partial, int bytes, long rowNanos) {
    Duration took = Duration.ofNanos(Math.max(0, lastDot - firstByte));
    Duration paperTime = Duration.ofNanos(rowNanos * rowsToLastDot);
    PrintedTicket.Timing timing = new PrintedTicket.Timing(bytes, rowsToLastDot, took, paperTime);
    return new PrintedTicket(width, rows, cut, partial, words.toString(), codes, unknown, timing);
  }

  /// New paper: the ticket is off.
  public void tearOff() {
    rows.clear();
    words.setLength(0);
    codes.clear();
    unknown.clear();
    rowsToLastDot = 0;
    firstByte = 0;
    lastDot = 0;
  }
}
