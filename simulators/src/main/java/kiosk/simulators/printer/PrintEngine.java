package kiosk.simulators.printer;

import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.EscPosDecoder;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.escpos.RealtimeScanner;
import kiosk.devices.link.Bytes;
import kiosk.simulators.paper.PaperSheet;
import kiosk.simulators.paper.PrintedTicket;
import kiosk.simulators.paper.Typesetter;
import kiosk.simulators.scenario.Countdown;
import kiosk.simulators.scenario.PrinterFault;
import kiosk.simulators.scenario.Trigger;

/// The printer without its line: receive buffer, interpreter, head, knife and roll, moved by bytes
/// and by time, both given from outside. One thread at a time.
///
/// Time is nanoseconds of one clock. Bytes wait in the receive buffer, what they ask for in the
/// queue of the [Head].
final class PrintEngine {

  /// What the engine tells the one who runs it.
  interface Outlet {

    /// Something for the host.
    void answer(PrinterAnswer answer);

    /// The knife has come down, or the rest of the paper was torn off.
    void ticket(PrintedTicket ticket);

    /// The power went, and came back.
    void powerCycled();

    /// What stood at the mouth lies in the bin now.
    default void retracted() {}

    /// What stood at the mouth was let go.
    default void ejected() {}
  }

  /// What a printer takes to be there again after its power came back.
  private static final long START_UP = 1_500_000_000;

  /// A pause after which blank paper and idle bytes belong to no ticket.
  private static final long PAUSE = 100_000_000;

  private final PrinterModel model;
  private final Outlet outlet;
  private final PrinterSenses senses = new PrinterSenses();
  private final Countdown<PrinterFault> countdown = new Countdown<>();
  private final Voice voice;
  private final MouthBay mouth;
  private final ReceiveBuffer buffer = new ReceiveBuffer(this::hold);
  private final EscPosDecoder decoder = new EscPosDecoder(this::interpreted);
  private final Repertoire repertoire;
  private final Typesetter typesetter;
  private final PaperSheet sheet;
  private final Head head;
  private RealtimeScanner scanner = new RealtimeScanner();
  private long began;
  private long heard;
  private boolean begun;
  private int ticketBytes;
  private int commandBytes;
  private int switchedOn = 1;
  private boolean off;
  private long on;

  PrintEngine(PrinterModel model, boolean paced, Outlet outlet) {
    this.model = model;
    this.outlet = outlet;
    this.sheet = new PaperSheet(model.widthDots());
    this.head = new Head(model, senses, sheet, paced, new HeadWatcher());
    this.repertoire = new Repertoire(model, senses);
    this.typesetter = new Typesetter(model.widthDots(), model.custom(), head::add);
    this.voice = new Voice(model, senses, this::say);
    this.mouth = new MouthBay(model.mouth(), senses, paced, new MouthWatcher());
  }

  MouthBay mouth() {
    return mouth;
  }

  PrinterSenses senses() {
    return senses;
  }

  /// The paper that hangs out now.
  PrintedTicket paper() {
    return sheet.ticket(false, false, ticketBytes, head.rowNanos());
  }

  int rowsOut() {
    return sheet.height();
  }

  /// Takes bytes from the line; the first of them began at `arrival`, the last was over at `end`.
  void receive(byte[] bytes, int count, long arrival, long end) {
    if (arrival - heard > PAUSE && head.idle() && sheet.blank()) {
      begun = false;
      ticketBytes = 0;
    }
    began = arrival;
    heard = end;
    off = off && end < on;
    for (int i = 0; i < count && !off; i++) {
      receive(bytes[i]);
    }
  }

  private void receive(byte b) {
    countdown.byteCame().forEach(fault -> strike(fault, heard));
    if (off || senses.has(new PrinterFault.Unplugged())) {
      return;
    }
    buffer.add(b, senses.has(new PrinterFault.Overflow()));
    scanner.accept(b & 0xFF).ifPresent(this::obey);
  }

  /// A real-time command's own bytes wait in the buffer too: they are data of whatever they stand
  /// in.
  private void obey(EscPosCommand.Realtime realtime) {
    switch (realtime) {
      case EscPosCommand.AskStatus ask -> {
        buffer.obeyed(3);
        voice.answer(ask, waiting());
      }
      case EscPosCommand.Recover recover -> {
        buffer.obeyed(3);
        if (senses.recover() && recover.how() == 2) {
          clearBuffers();
        }
      }
      case EscPosCommand.ClearBuffers _ when model.custom() -> {}
      case EscPosCommand.ClearBuffers _ -> {
        clearBuffers();
        voice.say(new PrinterAnswer.BuffersCleared());
      }
      case EscPosCommand.OtherRealtime asked -> voice.answer(asked);
    }
  }

  /// Whether bytes or rows wait to be printed.
  private boolean waiting() {
    return !head.idle() || buffer.holdsPrintData();
  }

  /// Moves everything that can move until `now`.
  void run(long now) {
    countdown.due(now).forEach(fault -> strike(fault, now));
    do {
      interpret();
    } while (head.step(now));
    mouth.run(now);
    voice.sayChange();
  }

  /// What it costs this machine to interpret is not the printer's time.
  private void interpret() {
    boolean wasIdle = head.idle();
    byte[] one = new byte[1];
    while (!buffer.isEmpty() && !head.full() && !senses.offline() && !stuck()) {
      one[0] = buffer.next();
      commandBytes++;
      decoder.feed(one, 0, 1);
    }
    if (wasIdle && !head.idle()) {
      head.notBefore(heard);
    }
    buffer.relax(stuck());
  }

  private boolean stuck() {
    return senses.has(new PrinterFault.XoffStuck());
  }

  private void interpreted(EscPosCommand command) {
    boolean counts =
        !(command instanceof EscPosCommand.Realtime)
            && (begun || !(command instanceof EscPosCommand.Query));
    if (counts && !begun) {
      begun = true;
      sheet.begin(began);
    }
    ticketBytes += counts ? commandBytes : 0;
    commandBytes = 0;
    typesetter.obey(repertoire.understood(command));
  }

  private PrintedTicket finished(boolean cut, boolean partial) {
    PrintedTicket ticket = sheet.ticket(cut, partial, ticketBytes, head.rowNanos());
    sheet.tearOff();
    begun = false;
    ticketBytes = 0;
    return ticket;
  }

  private void clearBuffers() {
    buffer.clear(stuck());
    head.clear();
    decoder.reset();
    typesetter.dropLine();
    scanner = new RealtimeScanner();
    commandBytes = 0;
  }

  /// Raises a fault, now or when its time has come.
  void raise(PrinterFault fault, Trigger trigger, long now) {
    if (trigger.equals(Trigger.NOW)) {
      strike(fault, now);
    } else {
      countdown.arm(fault, trigger, now);
    }
  }

  private void strike(PrinterFault fault, long now) {
    switch (fault) {
      case PrinterFault.Noise noise ->
          voice.say(new PrinterAnswer.Noise(Bytes.of(new byte[] {(byte) noise.value()})));
      case PrinterFault.XoffStuck _ -> {
        senses.raise(fault);
        buffer.hold(true);
      }
      case PrinterFault.PaperOut _ -> senses.level(SimulatedPrinter.Level.OUT);
      case PrinterFault.CoverOpened _ -> senses.cover(true, printing());
      case PrinterFault.PowerLoss _ -> powerCycle(now);
      case PrinterFault.BinFull(int papers) -> mouth.room(papers);
      case PrinterFault.PaperOutAfter(int rows) ->
          countdown.arm(new PrinterFault.PaperOut(), new Trigger.AtRow(rows), now);
      case PrinterFault.CoverOpenAfter(int rows) ->
          countdown.arm(new PrinterFault.CoverOpened(), new Trigger.AtRow(rows), now);
      case PrinterFault.PowerLossAfter(int bytes) ->
          countdown.arm(new PrinterFault.PowerLoss(), new Trigger.AtByte(bytes), now);
      default -> senses.raise(fault);
    }
  }

  /// Ends all faults.
  void clear(long now) {
    senses.clear();
    mouth.room(Integer.MAX_VALUE);
    countdown.disarm();
    voice.release();
    resume(now);
  }

  /// What kept the paper from moving may be gone: the head starts anew.
  void resume(long now) {
    head.notBefore(now);
  }

  boolean printing() {
    return !head.idle();
  }

  /// Off and on: buffers, styles and automatic status are lost, the paper and its counters are
  /// not. What comes in while it starts up is lost too.
  void powerCycle(long now) {
    switchedOn++;
    off = true;
    on = now + START_UP;
    clearBuffers();
    typesetter.reset();
    buffer.forget();
    voice.reset();
    outlet.powerCycled();
  }

  /// When something will move next by itself, [Long#MAX_VALUE] when nothing will.
  long nextDue(long now) {
    return Math.min(Math.min(mouth.due(), countdown.nextDue()), head.nextDue(now));
  }

  /// Prints what waits, at once, and tears off what hangs out.
  void finish(long now) {
    head.hurry();
    run(now);
    if (!sheet.blank()) {
      outlet.ticket(finished(false, false));
    }
  }

  private void hold(boolean hold) {
    say(new PrinterAnswer.Flow(hold));
  }

  private void say(PrinterAnswer answer) {
    if (!off && !senses.has(new PrinterFault.Mute())) {
      outlet.answer(answer);
    }
  }

  /// What comes out of the head's queue.
  private final class HeadWatcher implements Head.Outlet {

    @Override
    public boolean rowMoved(long now) {
      countdown.rowMoved().forEach(fault -> strike(fault, now));
      return !off;
    }

    @Override
    public void cut(boolean partial) {
      mouth.cut();
      outlet.ticket(finished(true, partial));
    }

    @Override
    public void asked(EscPosCommand.Query query) {
      boolean stands = senses.has(new PrinterFault.CounterStuck());
      voice.answer(
          query,
          new Voice.Counts(stands ? 0 : head.cuts(), head.rowsOfLife(), mouth.inBin(), switchedOn));
    }

    @Override
    public void told(PrinterAnswer answer) {
      voice.say(answer);
    }

    @Override
    public void moved(EscPosCommand.Mouth order) {
      long at = Math.max(head.free(), heard);
      switch (order) {
        case EscPosCommand.Present present -> mouth.present(present.seconds(), true, at);
        case EscPosCommand.CutAndPresent present ->
            mouth.present(present.seconds(), present.retract(), at);
        case EscPosCommand.Retract _ -> mouth.retract();
        case EscPosCommand.Eject _ -> mouth.eject();
      }
    }
  }

  /// Where tickets go from the mouth.
  private final class MouthWatcher implements MouthBay.Watcher {

    @Override
    public void retracted() {
      outlet.retracted();
    }

    @Override
    public void ejected() {
      outlet.ejected();
    }
  }
}
