package kiosk.devices.printer;

import java.time.Duration;
import java.time.InstantSource;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.link.LinkException;

/// Asks DLE EOT 1 to 4 one after the other: an answer does not say to which question, so only one
/// is out at a time. Times are of [System#nanoTime()].
final class StatusRound {

  private static final long PATIENCE = Duration.ofMillis(400).toNanos();
  private static final long IDLE_PAUSE = Duration.ofSeconds(2).toNanos();
  private static final long BUSY_PAUSE = Duration.ofMillis(300).toNanos();
  private static final int QUESTIONS = 4;

  /// Unanswered questions in a row after which nobody is there.
  private static final int SILENCE = 2;

  private final StatusBoard board;
  private final InstantSource clock;
  private int asked;
  private int answered;
  private int missed;
  private long due;

  StatusRound(StatusBoard board, InstantSource clock) {
    this.board = board;
    this.clock = clock;
  }

  /// On a newly opened line.
  void reset(long now) {
    asked = 0;
    answered = 0;
    missed = 0;
    due = now;
  }

  /// Begins a round as soon as the question that is out is answered.
  void beginNow(long now) {
    answered = 0;
    if (asked == 0) {
      due = now;
    } else {
      // What comes next answers an old question: it counts for none of this round.
      answered = -1;
    }
  }

  /// When [#act] has something to do.
  long due() {
    return due;
  }

  /// Asks the next question, or counts one as unanswered.
  ///
  /// @return whether the printer has just become silent
  boolean act(PrinterLine line, long now) throws LinkException {
    boolean silent = false;
    if (asked != 0) {
      missed++;
      silent = missed == SILENCE;
      answered = 0;
    }
    asked = Math.max(answered, 0) + 1;
    due = now + (missed < SILENCE ? PATIENCE : IDLE_PAUSE);
    line.write(new EscPosCommand.AskStatus(asked));
    return silent;
  }

  /// Takes an answer.
  ///
  /// @param busy whether a job makes the next round urgent
  /// @return whether that was the last of a round
  boolean answer(PrinterAnswer.Status status, boolean busy, long now) {
    if (asked == 0) {
      return false;
    }
    board.answered(asked, status, clock.instant());
    missed = 0;
    answered = answered < 0 ? 0 : asked;
    asked = 0;
    boolean whole = answered == QUESTIONS;
    answered = whole ? 0 : answered;
    due = whole ? now + (busy ? BUSY_PAUSE : IDLE_PAUSE) : now;
    return whole;
  }
}
