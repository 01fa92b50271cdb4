package kiosk.simulators.printer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.EscPosDecoder;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.escpos.RealtimeScanner;
import kiosk.devices.link.Bytes;
import kiosk.simulators.paper.PaperSheet;
import kiosk.simulators.paper.PrintedTicket;
import kiosk.simulators.paper.Typesetter;
import kiosk.simulators.scenario.PrinterFault;

/// The printer without its line: receive buffer, interpreter, head, knife and roll, moved by bytes
/// and by time, both given from outside. One thread at a time.
///
/// Time is nanoseconds of one clock. Bytes wait in the receive buffer, bands of dots in the head's
/// queue; a row is on paper when its time has come.
final class PrintEngine {

  /// What the engine tells the one who runs it.
  interface Outlet {

    /// Something for the host.
    void answer(PrinterAnswer answer);

    /// The knife has come down, or the rest of the paper was torn off.
    void ticket(PrintedTicket ticket);

    /// The power went, and came back.
    void powerCycled();
  }

  /// The receive buffer of a TM printer, and its free bytes at XOFF and at XON.
  private static final int BUFFER = 4096;

  private static final int SMALL_BUFFER = 45;
  private static final int FREE_AT_XOFF = 128;
  private static final int FREE_AT_XON = 256;

  /// The interpreter runs at most this many rows ahead of the head.
  private static final int ROWS_AHEAD = 600;

  /// Rows that come in one go when time passes: who watches the paper looks 50 times a second.
  private static final long GLANCE = 20_000_000;

  /// What a printer takes to be there again after its power came back.
  private static final long START_UP = 1_500_000_000;

  /// A pause after which blank paper and idle bytes belong to no ticket.
  private static final long PAUSE = 100_000_000;

  private final PrinterModel model;
  private final Outlet outlet;
  private final PrinterSenses senses = new PrinterSenses();
  private final FaultCountdown countdown = new FaultCountdown();
  private final Deque<Byte> buffer = new ArrayDeque<>();
  private final Deque<Typesetter.Output> queue = new ArrayDeque<>();
  private final EscPosDecoder decoder = new EscPosDecoder(this::interpreted);
  private final Typesetter typesetter;
  private final PaperSheet sheet;
  private RealtimeScanner scanner = new RealtimeScanner();
  private boolean paced;
  private int rowsQueued;
  private int rowsOfBand;
  private long headFree;
  private boolean held;
  private int autoCauses;
  private PrinterAnswer lastAuto;
  private int cuts;
  private long began;
  private long heard;
  private boolean begun;
  private int ticketBytes;
  private int commandBytes;
  private boolean off;
  private long on;

  PrintEngine(PrinterModel model, boolean paced, Outlet outlet) {
    this.model = model;
    this.paced = paced;
    this.outlet = outlet;
    this.sheet = new PaperSheet(model.widthDots());
    this.typesetter = new Typesetter(model.widthDots(), this::enqueue);
    this.lastAuto = senses.auto();
  }

  PrinterSenses senses() {
    return senses;
  }

  /// The paper that hangs out now.
  PrintedTicket paper() {
    return sheet.ticket(false, false, ticketBytes, paced ? model.rowNanos() : 0);
  }

  int rowsOut() {
    return sheet.height();
  }

  /// Takes bytes from the line; the first of them began at `arrival`, the last was over at `end`.
  void receive(byte[] bytes, int count, long arrival, long end) {
    if (arrival - heard > PAUSE && queue.isEmpty() && sheet.blank()) {
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
    if (countdown.byteCame()) {
      powerCycle(heard);
      return;
    }
    EscPosCommand.Realtime realtime = scanner.accept(b & 0xFF).orElse(null);
    if (realtime != null && clears(realtime)) {
      return;
    }
    boolean small = senses.has(new PrinterFault.Overflow());
    // Beyond the buffer bytes are lost without a word.
    if (buffer.size() < (small ? SMALL_BUFFER : BUFFER)) {
      buffer.add(b);
    }
    if (!held && !small && BUFFER - buffer.size() <= FREE_AT_XOFF) {
      hold(true);
    }
  }

  /// Obeys a real-time command; true when it emptied the buffers, its own bytes with them.
  private boolean clears(EscPosCommand.Realtime realtime) {
    return switch (realtime) {
      case EscPosCommand.AskStatus ask -> {
        if (ask.which() >= 1 && ask.which() <= 4) {
          say(senses.status(ask.which()));
        }
        yield false;
      }
      case EscPosCommand.Recover recover -> {
        boolean clear = recover.how() == 2;
        if (clear) {
          clearBuffers();
        }
        yield clear;
      }
      case EscPosCommand.ClearBuffers _ -> {
        clearBuffers();
        say(new PrinterAnswer.BuffersCleared());
        yield true;
      }
      case EscPosCommand.OtherRealtime _ -> false;
    };
  }

  /// Moves everything that can move until `now`.
  void run(long now) {
    do {
      interpret();
    } while (!senses.offline() && !queue.isEmpty() && step(queue.getFirst(), now));
    sayChange();
  }

  /// What it costs this machine to interpret is not the printer's time.
  private void interpret() {
    boolean wasIdle = queue.isEmpty();
    byte[] one = new byte[1];
    while (!buffer.isEmpty()
        && rowsQueued < ROWS_AHEAD
        && !senses.offline()
        && !senses.has(new PrinterFault.XoffStuck())) {
      one[0] = buffer.remove();
      commandBytes++;
      decoder.feed(one, 0, 1);
    }
    if (wasIdle && !queue.isEmpty()) {
      headFree = Math.max(headFree, heard);
    }
    if (held
        && BUFFER - buffer.size() >= FREE_AT_XON
        && !senses.has(new PrinterFault.XoffStuck())) {
      hold(false);
    }
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
    typesetter.obey(command);
  }

  private void enqueue(Typesetter.Output output) {
    queue.add(output);
    rowsQueued += output instanceof Typesetter.Band band ? band.rows() : 0;
  }

  /// One thing of the queue; true when it is done and the next may come.
  private boolean step(Typesetter.Output output, long now) {
    boolean done =
        switch (output) {
          case Typesetter.Band band -> rows(band, now);
          case Typesetter.Knife knife -> cut(knife, now);
          case Typesetter.Asked asked -> answer(asked.query());
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
      long due = headFree + (paced ? model.rowNanos() : 0);
      if (paced && due > now) {
        return false;
      }
      headFree = due;
      sheet.row(band, rowsOfBand, paced ? due : now);
      rowsOfBand++;
      rowsQueued--;
      if (countdown.rowMoved(senses)) {
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
    long due = headFree + (paced ? model.knifeMillis() * 1_000_000L : 0);
    if (paced && due > now) {
      return false;
    }
    headFree = due;
    if (!sheet.empty()) {
      cuts++;
      outlet.ticket(finished(true, knife.partial()));
    }
    return true;
  }

  private PrintedTicket finished(boolean cut, boolean partial) {
    PrintedTicket ticket = sheet.ticket(cut, partial, ticketBytes, paced ? model.rowNanos() : 0);
    sheet.tearOff();
    begun = false;
    ticketBytes = 0;
    return ticket;
  }

  private boolean answer(EscPosCommand.Query query) {
    switch (query) {
      case EscPosCommand.Fence fence -> fence(fence.id());
      case EscPosCommand.AskSensor sensor ->
          say(sensor.which() == 1 ? senses.sensor() : new PrinterAnswer.Sensor(0));
      case EscPosCommand.AskIdentity identity -> say(identity(identity.which()));
      case EscPosCommand.AutoStatus auto -> {
        autoCauses = auto.causes();
        if (autoCauses != 0) {
          lastAuto = senses.auto();
          say(lastAuto);
        }
      }
      // Counter 178 (B2h): cuts of this unit's life.
      case EscPosCommand.AskCounter _ -> say(text(Integer.toString(cuts)));
    }
    return true;
  }

  private void fence(Bytes id) {
    if (!senses.has(new PrinterFault.FenceLost())) {
      say(new PrinterAnswer.FencePassed(id));
    }
    if (senses.has(new PrinterFault.FenceDoubled())) {
      say(new PrinterAnswer.FencePassed(id));
    }
  }

  /// GS I: 1 model number, 2 type (bit 1: a cutter), 3 ROM; 65–68 firmware, maker, model, serial.
  private PrinterAnswer identity(int which) {
    return switch (which) {
      case 1, '1' -> new PrinterAnswer.Sensor(0x20);
      case 2, '2' -> new PrinterAnswer.Sensor(0x02);
      case 65 -> text("1.00 SIM");
      case 66 -> text(model.maker());
      case 67 -> text(model.type());
      case 68 -> text("SIM0000001");
      default -> new PrinterAnswer.Sensor(0);
    };
  }

  private static PrinterAnswer text(String text) {
    return new PrinterAnswer.TextBlock(Bytes.of(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private void clearBuffers() {
    buffer.clear();
    queue.clear();
    decoder.reset();
    typesetter.dropLine();
    scanner = new RealtimeScanner();
    rowsQueued = 0;
    rowsOfBand = 0;
    commandBytes = 0;
    if (held && !senses.has(new PrinterFault.XoffStuck())) {
      hold(false);
    }
  }

  /// Raises a fault.
  void raise(PrinterFault fault) {
    switch (fault) {
      case PrinterFault.Noise noise ->
          say(new PrinterAnswer.Noise(Bytes.of(new byte[] {(byte) noise.value()})));
      case PrinterFault.XoffStuck _ -> {
        senses.raise(fault);
        hold(true);
      }
      default -> {
        senses.raise(fault);
        countdown.arm(fault);
      }
    }
  }

  /// Ends all faults.
  void clear(long now) {
    senses.clear();
    countdown.disarm();
    resume(now);
  }

  /// What kept the paper from moving may be gone: the head starts anew.
  void resume(long now) {
    headFree = Math.max(headFree, now);
  }

  boolean printing() {
    return !queue.isEmpty();
  }

  /// Off and on: buffers, styles and automatic status are lost, the paper and its counters are
  /// not. What comes in while it starts up is lost too.
  void powerCycle(long now) {
    off = true;
    on = now + START_UP;
    clearBuffers();
    typesetter.reset();
    autoCauses = 0;
    held = false;
    outlet.powerCycled();
  }

  /// When something will move next by itself, [Long#MAX_VALUE] when nothing will.
  long nextDue(long now) {
    if (queue.isEmpty() || senses.offline()) {
      return Long.MAX_VALUE;
    }
    return switch (queue.getFirst()) {
      case Typesetter.Band band -> {
        long end = headFree + (band.rows() - rowsOfBand) * model.rowNanos();
        yield Math.min(end, Math.max(headFree + model.rowNanos(), now + GLANCE));
      }
      case Typesetter.Knife _ -> headFree + model.knifeMillis() * 1_000_000L;
      case Typesetter.Asked _, Typesetter.Misread _ -> now;
    };
  }

  /// Prints what waits, at once, and tears off what hangs out.
  void finish(long now) {
    paced = false;
    run(now);
    if (!sheet.blank()) {
      outlet.ticket(finished(false, false));
    }
  }

  private void hold(boolean hold) {
    held = hold;
    say(new PrinterAnswer.Flow(hold));
  }

  private void sayChange() {
    PrinterAnswer auto = senses.auto();
    if (!auto.equals(lastAuto)) {
      lastAuto = auto;
      if (autoCauses != 0) {
        say(auto);
      }
    }
  }

  private void say(PrinterAnswer answer) {
    if (!off && !senses.has(new PrinterFault.Mute())) {
      outlet.answer(answer);
    }
  }
}
