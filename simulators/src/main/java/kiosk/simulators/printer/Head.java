package kiosk.simulators.printer;

import java.util.ArrayDeque;
import java.util.Deque;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.simulators.paper.PaperSheet;
import kiosk.simulators.paper.Typesetter;
import kiosk.simulators.scenario.PrinterFault;

/// Head, motor and knife: they work off a queue, each at its own speed; a row is on paper when its
/// time has come. Time is nanoseconds of one clock, given from outside; one thread at a time.
final class Head {

  /// Who is told when the turn of something has come.
  interface Outlet {

    /// The paper has moved by a row.
    ///
    /// @return whether the power is still on
    boolean rowMoved(long now);

    /// The knife has come down on a paper with something on it.
    void cut(boolean partial);

    /// All before this question is on paper.
    void asked(EscPosCommand.Query query);

    /// All before this answer is on paper.
    void told(PrinterAnswer answer);

    /// All before this order to the mouth is on paper.
    void moved(EscPosCommand.Mouth order);
  }

  /// The interpreter runs at most this many rows ahead.
  private static final int ROWS_AHEAD = 600;

  /// Rows that come in one go when time passes: who watches the paper looks 50 times a second.
  private static final long GLANCE = 20_000_000;

  private final PrinterModel model;
  private final PrinterSenses senses;
  private final PaperSheet sheet;
  private final Outlet outlet;
  private final Deque<Typesetter.Output> queue = new ArrayDeque<>();
  private boolean paced;
  private int rowsQueued;
  private int rowsOfBand;
  private long free;
  private long cuts;
  private long rowsOfLife;

  Head(PrinterModel model, PrinterSenses senses, PaperSheet sheet, boolean paced, Outlet outlet) {
    this.model = model;
    this.senses = senses;
    this.sheet = sheet;
    this.paced = paced;
    this.outlet = outlet;
  }

  void add(Typesetter.Output output) {
    queue.add(output);
    rowsQueued += output instanceof Typesetter.Band band ? band.rows() : 0;
  }

  boolean idle() {
    return queue.isEmpty();
  }

  /// Whether the interpreter has to wait.
  boolean full() {
    return rowsQueued >= ROWS_AHEAD;
  }

  /// The next row cannot begin before `moment`.
  void notBefore(long moment) {
    free = Math.max(free, moment);
  }

  /// When what it did last was over.
  long free() {
    return free;
  }

  /// How often the knife has come down in this unit's life.
  long cuts() {
    return cuts;
  }

  /// How many rows the paper has moved in this unit's life.
  long rowsOfLife() {
    return rowsOfLife;
  }

  /// What a row takes, in nanoseconds.
  long rowNanos() {
    return paced ? model.rowNanos() : 0;
  }

  /// From now on nothing takes time.
  void hurry() {
    paced = false;
  }

  /// Forgets what waits; the rest of a row that has begun is not printed.
  void clear() {
    queue.clear();
    rowsQueued = 0;
    rowsOfBand = 0;
  }

  /// Does one thing of the queue as far as it can be until `now`.
  ///
  /// @return whether it is done and the next may come
  boolean step(long now) {
    if (senses.offline() || queue.isEmpty()) {
      return false;
    }
    boolean done =
        switch (queue.getFirst()) {
          case Typesetter.Band band -> rows(band, now);
          case Typesetter.Knife knife -> cut(knife, now);
          case Typesetter.Asked asked -> {
            outlet.asked(asked.query());
            yield true;
          }
          case Typesetter.Told told -> {
            outlet.told(told.answer());
            yield true;
          }
          case Typesetter.Moved moved -> {
            outlet.moved(moved.mouth());
            yield true;
          }
          case Typesetter.Misread misread -> {
            sheet.misread(misread.bytes());
            yield true;
          }
        };
    if (done) {
      queue.poll();
    }
    return done;
  }

  private boolean rows(Typesetter.Band band, long now) {
    while (rowsOfBand < band.rows()) {
      long due = free + rowNanos();
      if (paced && due > now) {
        return false;
      }
      free = due;
      sheet.row(band, rowsOfBand, paced ? due : now);
      rowsOfBand++;
      rowsOfLife++;
      rowsQueued--;
      if (!outlet.rowMoved(now) || senses.offline()) {
        return false;
      }
    }
    rowsOfBand = 0;
    sheet.complete(band);
    return true;
  }

  private boolean cut(Typesetter.Knife knife, long now) {
    if (senses.has(new PrinterFault.CutterStuck())) {
      senses.knifeFailed();
      return false;
    }
    long due = free + (paced ? knifeNanos() : 0);
    if (paced && due > now) {
      return false;
    }
    free = due;
    if (!sheet.empty()) {
      cuts++;
      outlet.cut(knife.partial());
    }
    return true;
  }

  private long knifeNanos() {
    return model.knifeMillis() * 1_000_000L;
  }

  /// When something will move next by itself, [Long#MAX_VALUE] when nothing will.
  long nextDue(long now) {
    if (queue.isEmpty() || senses.offline()) {
      return Long.MAX_VALUE;
    }
    return switch (queue.getFirst()) {
      case Typesetter.Band band -> {
        long end = free + (band.rows() - rowsOfBand) * model.rowNanos();
        yield Math.min(end, Math.max(free + model.rowNanos(), now + GLANCE));
      }
      case Typesetter.Knife _ -> free + knifeNanos();
      case Typesetter.Asked _, Typesetter.Told _, Typesetter.Moved _, Typesetter.Misread _ -> now;
    };
  }
}
