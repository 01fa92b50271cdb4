package kiosk.simulators.printer;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kiosk.devices.escpos.AnswerEncoder;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.LinkException;
import kiosk.simulators.paper.PrintedTicket;
import kiosk.simulators.scenario.PrinterFault;
import kiosk.simulators.scenario.Trigger;

/// A printer's engine with a line in memory: what is written is dealt with before the write
/// returns. The person at the mouth takes what is whole, at once or never.
final class TrialUnit implements PrintEngine.Outlet {

  private static final int HUNDREDTHS = 100;

  /// What a printer takes to be there again, which nobody waits for.
  private static final long START_UP = Duration.ofSeconds(2).toNanos();

  private final long slower;
  private final PrinterModel model;
  private final PrintEngine engine;
  private final List<PrintedTicket> atMouth = new ArrayList<>();
  private final List<PrintedTicket> inHand = new ArrayList<>();
  private final List<PrintedTicket> inBin = new ArrayList<>();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private long crashAfter = Long.MAX_VALUE;
  private Runnable crash = () -> {};
  private boolean dead;
  private int before;
  private boolean lostPower;
  private long leapt;
  private boolean greeted;

  /// @param pace of the driver, whose 45 s at the mouth are to be this printer's, which takes
  ///     hundredths for seconds
  TrialUnit(PrinterModel model, int pace) {
    this.model = model;
    this.engine = new PrintEngine(model, false, this);
    this.slower = HUNDREDTHS / pace;
  }

  /// The printer's own time.
  private long now() {
    return System.nanoTime() / slower + leapt;
  }

  /// Opens the line; an earlier one is gone with it.
  synchronized ByteLink open() {
    said.reset();
    dead = false;
    greeted = false;
    return new Line();
  }

  /// Whether the program has cleared away what an earlier one left: ESC @ came.
  synchronized boolean greeted() {
    return greeted;
  }

  /// The program on the other side dies after so many more bytes.
  synchronized void crashAfter(long bytes, Runnable deed) {
    crashAfter = bytes;
    crash = deed;
  }

  synchronized void raise(PrinterFault fault, Trigger trigger) {
    engine.raise(fault, trigger, now());
  }

  /// Whether the power went since this was asked last.
  synchronized boolean lostPower() {
    boolean lost = lostPower;
    lostPower = false;
    return lost;
  }

  /// Somebody mends everything, new roll included.
  synchronized void mend() {
    leapt += START_UP;
    crashAfter = Long.MAX_VALUE;
    engine.senses().level(SimulatedPrinter.Level.OK);
    engine.senses().cover(false, false);
    engine.clear(now());
    engine.run(now());
    notifyAll();
  }

  /// A hand takes what is at the mouth.
  synchronized void take() {
    inHand.addAll(atMouth);
    atMouth.clear();
    engine.mouth().take();
  }

  /// How many tickets stand at the mouth; where nothing pulls them back, somebody takes them.
  synchronized int waiting() {
    engine.run(now());
    if (!model.retracts()) {
      take();
    }
    return engine.mouth().waiting();
  }

  /// How many whole copies of a document are in a hand.
  synchronized long inHand(String lastWord) {
    return whole(inHand, lastWord);
  }

  /// How many whole copies of a document there are anywhere.
  synchronized long anywhere(String lastWord) {
    return whole(inHand, lastWord) + whole(inBin, lastWord) + whole(atMouth, lastWord);
  }

  private static long whole(List<PrintedTicket> tickets, String lastWord) {
    return tickets.stream().filter(ticket -> ticket.words().contains(lastWord)).count();
  }

  @Override
  public void answer(PrinterAnswer answer) {
    said.writeBytes(AnswerEncoder.encode(answer));
    notifyAll();
  }

  @Override
  public void ticket(PrintedTicket ticket) {
    atMouth.add(ticket);
  }

  @Override
  public void retracted() {
    inBin.addAll(atMouth);
    atMouth.clear();
  }

  @Override
  public void powerCycled() {
    said.reset();
    lostPower = true;
  }

  /// This side of the line.
  private final class Line implements ByteLink {

    private boolean closed;

    @Override
    public int read(byte[] into, int offset, int count, Duration patience) throws LinkException {
      synchronized (TrialUnit.this) {
        long end = System.nanoTime() + patience.toNanos();
        engine.run(now());
        while (said.size() == 0 && !over() && System.nanoTime() < end) {
          try {
            TrialUnit.this.wait(1);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LinkException(LinkException.Reason.CLOSED, "interrupted");
          }
          engine.run(now());
        }
        check();
        byte[] all = said.toByteArray();
        int taken = Math.min(count, all.length);
        System.arraycopy(all, 0, into, offset, taken);
        said.reset();
        said.write(all, taken, all.length - taken);
        return taken;
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int count, Duration patience) throws LinkException {
      synchronized (TrialUnit.this) {
        byte[] one = new byte[1];
        for (int i = offset; i < offset + count; i++) {
          check();
          one[0] = bytes[i];
          long now = now();
          engine.receive(one, 1, now, now);
          engine.run(now);
          greeted |= before == 0x1B && one[0] == '@';
          before = one[0];
          crashAfter--;
          if (crashAfter == 0) {
            dead = true;
            crash.run();
          }
        }
      }
    }

    private boolean over() {
      return closed || dead;
    }

    private void check() throws LinkException {
      if (over()) {
        throw new LinkException(LinkException.Reason.CLOSED, "closed");
      }
    }

    @Override
    public void discardInput() {
      synchronized (TrialUnit.this) {
        said.reset();
      }
    }

    @Override
    public void wake() {
      synchronized (TrialUnit.this) {
        TrialUnit.this.notifyAll();
      }
    }

    @Override
    public void close() {
      synchronized (TrialUnit.this) {
        closed = true;
        TrialUnit.this.notifyAll();
      }
    }
  }
}
