package kiosk.simulators.printer;

import java.time.Duration;

/// What is behind the knife: tickets at the mouth, the presenter's own timer, the bin. Moved by
/// time given from outside; one thread at a time.
final class MouthBay {

  /// Who is told where tickets go.
  interface Watcher {

    /// What stood at the mouth lies in the bin now.
    void retracted();

    /// What stood at the mouth was let go.
    void ejected();
  }

  private static final long NEVER = Long.MAX_VALUE;

  private final PrinterModel.Mouth kind;
  private final PrinterSenses senses;
  private final Watcher watcher;
  private final long second;
  private int waiting;
  private int inBin;
  private int room = Integer.MAX_VALUE;
  private long due = NEVER;
  private boolean retractWhenDue;

  /// @param paced whether the presenter's seconds are seconds; else they are hundredths
  MouthBay(PrinterModel.Mouth kind, PrinterSenses senses, boolean paced, Watcher watcher) {
    this.kind = kind;
    this.senses = senses;
    this.watcher = watcher;
    this.second = Duration.ofSeconds(1).toNanos() / (paced ? 1 : 100);
  }

  /// The knife has come down.
  void cut() {
    waiting++;
    tell();
  }

  /// Brings what was cut to the mouth.
  ///
  /// @param seconds after which it is pulled back or let go; 0 for never
  void present(int seconds, boolean retract, long now) {
    due = waiting == 0 || seconds == 0 ? NEVER : now + seconds * second;
    retractWhenDue = retract;
  }

  /// A hand takes what is there.
  void take() {
    waiting = 0;
    due = NEVER;
    tell();
  }

  /// Lets the bin take so many more tickets.
  void room(int tickets) {
    room = tickets;
  }

  /// Pulls back what is there, where there is a retractor that works and room behind it.
  void retract() {
    if (kind != PrinterModel.Mouth.RETRACTOR || waiting == 0 || !canRetract()) {
      return;
    }
    inBin += waiting;
    room -= waiting;
    watcher.retracted();
    take();
  }

  private boolean canRetract() {
    return senses.canRetract() && waiting <= room;
  }

  void eject() {
    if (kind != PrinterModel.Mouth.OPEN && waiting > 0) {
      watcher.ejected();
      take();
    }
  }

  /// Lets the timer act.
  void run(long now) {
    if (now >= due) {
      due = NEVER;
      if (retractWhenDue) {
        retract();
      } else {
        eject();
      }
    }
  }

  /// When the timer acts, [Long#MAX_VALUE] when it does not.
  long due() {
    return due;
  }

  /// Tickets at the mouth.
  int waiting() {
    return waiting;
  }

  /// Tickets pulled back in this unit's life.
  int inBin() {
    return inBin;
  }

  private void tell() {
    senses.ticketAtMouth(kind != PrinterModel.Mouth.OPEN && waiting > 0);
  }
}
