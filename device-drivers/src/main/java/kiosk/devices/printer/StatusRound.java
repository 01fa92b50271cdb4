package kiosk.devices.printer;

import java.time.Duration;
import java.util.List;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.link.LinkException;

/// Asks the real-time questions one after the other: an answer does not say to which question, so
/// only one is out at a time. Times are of one [Pace].
final class StatusRound {

  /// DLE EOT 1 to 4 of Epson.
  static final List<Integer> EPSON = List.of(1, 2, 3, 4);

  /// DLE EOT 20 of Custom: the full status in one answer.
  static final List<Integer> CUSTOM = List.of(20);

  private static final long PATIENCE = Duration.ofMillis(400).toNanos();
  private static final long IDLE_PAUSE = Duration.ofSeconds(2).toNanos();
  private static final long BUSY_PAUSE = Duration.ofMillis(300).toNanos();

  /// Unanswered questions in a row after which nobody is there.
  private static final int SILENCE = 2;

  private static final int NONE = -1;

  private final List<Integer> questions;
  private int out = NONE;
  private int next;
  private boolean stale;
  private int missed;
  private long due;

  StatusRound(List<Integer> questions) {
    this.questions = questions;
  }

  /// On a newly opened line.
  void reset(long now) {
    out = NONE;
    next = 0;
    stale = false;
    missed = 0;
    due = now;
  }

  /// Begins a round as soon as the question that is out is answered; what that answers is of an
  /// old question and counts for none of this round.
  void beginNow(long now) {
    next = 0;
    stale = out != NONE;
    if (out == NONE) {
      due = now;
    }
  }

  /// When [#act] has something to do.
  long due() {
    return due;
  }

  /// The question that is out, 0 when none is.
  int asked() {
    return out == NONE ? 0 : questions.get(out);
  }

  /// Asks the next question, or counts one as unanswered.
  ///
  /// @return whether the printer has just become silent
  boolean act(PrinterLine line, long now) throws LinkException {
    boolean silent = false;
    if (out != NONE) {
      missed++;
      silent = missed == SILENCE;
      next = 0;
      stale = false;
    }
    out = next;
    due = now + (missed < SILENCE ? PATIENCE : IDLE_PAUSE);
    line.write(new EscPosCommand.AskStatus(questions.get(next)));
    return silent;
  }

  /// Takes note of an answer.
  ///
  /// @param busy whether a job makes the next round urgent
  /// @return whether that was the last of a round
  boolean answered(boolean busy, long now) {
    if (out == NONE) {
      return false;
    }
    out = NONE;
    missed = 0;
    next = stale ? 0 : next + 1;
    stale = false;
    boolean whole = next == questions.size();
    next = whole ? 0 : next;
    due = whole ? now + (busy ? BUSY_PAUSE : IDLE_PAUSE) : now;
    return whole;
  }
}
