package kiosk.simulators.printer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import kiosk.devices.escpos.AnswerEncoder;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.LinkException;
import kiosk.simulators.line.LineRate;
import kiosk.simulators.line.PacedLine;
import kiosk.simulators.line.Pty;
import kiosk.simulators.line.WrongRate;
import kiosk.simulators.paper.PrintedTicket;
import kiosk.simulators.paper.Typesetter;
import kiosk.simulators.scenario.PrinterFault;
import kiosk.simulators.scenario.Trigger;
import org.jspecify.annotations.Nullable;

/// A receipt printer on a pseudo-terminal, with paper that can be looked at.
///
/// Two threads: one reads the line, one moves the paper when its time has come; both hold the one
/// lock around the engine, and so does every method here. Methods may be called from any thread.
public final class SimulatedPrinter implements AutoCloseable {

  /// How much is on the roll.
  public enum Level {
    OK,
    /// The near-end sensor sees the core.
    NEAR,
    OUT
  }

  /// Who watches the printer. Calls come with the printer's lock held: they return at once.
  public interface Listener {

    /// The line is plugged in; gives what the printer is to use in its place.
    default ByteLink plugged(ByteLink line) {
      return line;
    }

    /// The paper that hangs out is now so long; see [SimulatedPrinter#paper()].
    default void moved(int heightDots) {}

    /// A ticket has come off, and lies in the folder under this number.
    default void ticket(int number, PrintedTicket ticket) {}

    /// Somebody took the tickets at the mouth.
    default void taken() {}

    /// The tickets at the mouth were pulled back into the bin.
    default void retracted() {}
  }

  private static final Duration GLANCE = Duration.ofMillis(200);
  private static final Duration ANSWER_PATIENCE = Duration.ofMillis(20);
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(20);

  private final Path link;
  private final LineRate rate;
  private final int baud;
  private final TicketFolder folder;
  private final Listener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final PrintEngine engine;
  private final Thread reader;
  private final Thread mechanism;
  private volatile @Nullable PacedLine line;
  private boolean stopped;
  private int heightSeen;

  private SimulatedPrinter(
      Path link, Path paper, PrinterModel model, boolean paced, Listener listener) {
    this.link = link;
    this.rate = paced ? LineRate.of8n1(model.baud()) : LineRate.UNPACED;
    this.baud = model.baud();
    this.folder = new TicketFolder(paper);
    this.listener = listener;
    this.engine = new PrintEngine(model, paced, new Outlet());
    this.line = plugIn();
    this.reader = Thread.ofPlatform().daemon().name("printer-line").unstarted(this::read);
    this.mechanism = Thread.ofPlatform().daemon().name("printer-paper").unstarted(this::move);
  }

  /// Makes the pseudo-terminal with its symbolic link, and switches the printer on.
  ///
  /// @param paper the folder that tickets fall into
  /// @param paced whether line and paper take the time they take on a real unit; unpaced, the
  ///     presenter's seconds are hundredths
  public static SimulatedPrinter start(
      Path link, Path paper, PrinterModel model, boolean paced, Listener listener) {
    SimulatedPrinter printer = new SimulatedPrinter(link, paper, model, paced, listener);
    // The first ticket is not to wait for the fonts.
    Typesetter.warmUp();
    printer.reader.start();
    printer.mechanism.start();
    return printer;
  }

  /// Fills or empties the roll.
  public void paper(Level level) {
    change(() -> engine.senses().level(level));
  }

  /// Opens or closes the cover.
  public void cover(boolean open) {
    change(() -> engine.senses().cover(open, engine.printing()));
  }

  /// Takes what is at the mouth.
  public void take() {
    change(
        () -> {
          engine.mouth().take();
          listener.taken();
        });
  }

  /// Off and on again: what was received and not printed is lost.
  public void powerCycle() {
    change(() -> engine.powerCycle(System.nanoTime()));
  }

  /// Makes something go wrong until [#clear()].
  public void raise(PrinterFault fault) {
    raise(fault, Trigger.NOW);
  }

  /// Makes something go wrong until [#clear()], from a row, a byte or a time on.
  ///
  /// @throws IllegalArgumentException when the trigger is none of these
  public void raise(PrinterFault fault, Trigger trigger) {
    Trigger.require(trigger, fault);
    change(() -> engine.raise(fault, trigger, System.nanoTime()));
  }

  /// Ends all faults; roll and cover stay as they are. An error that stopped something lasts until
  /// the driver recovers it.
  public void clear() {
    change(() -> engine.clear(System.nanoTime()));
    if (line == null && !closing.get()) {
      line = plugIn();
    }
  }

  /// The paper that hangs out now, not yet cut.
  public PrintedTicket paper() {
    lock.lock();
    try {
      return engine.paper();
    } finally {
      lock.unlock();
    }
  }

  /// The roll.
  public Level level() {
    lock.lock();
    try {
      return engine.senses().level();
    } finally {
      lock.unlock();
    }
  }

  /// Whether the cover is open.
  public boolean coverOpen() {
    lock.lock();
    try {
      return engine.senses().coverOpen();
    } finally {
      lock.unlock();
    }
  }

  /// How many tickets are at the mouth, not taken.
  public int atMouth() {
    lock.lock();
    try {
      return engine.mouth().waiting();
    } finally {
      lock.unlock();
    }
  }

  /// Whether the presenter's own timer runs for what is at the mouth.
  public boolean timerRuns() {
    lock.lock();
    try {
      return engine.mouth().due() != Long.MAX_VALUE;
    } finally {
      lock.unlock();
    }
  }

  /// How many tickets lie in the retract bin.
  public int inBin() {
    lock.lock();
    try {
      return engine.mouth().inBin();
    } finally {
      lock.unlock();
    }
  }

  /// Prints what is still on its way, tears off what hangs out, removes the link.
  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    joinReader();
    lock.lock();
    try {
      engine.finish(System.nanoTime());
      stopped = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    unplug();
  }

  private void joinReader() {
    try {
      reader.join(LONGEST_DRAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private PacedLine plugIn() {
    return new PacedLine(listener.plugged(Pty.open(link)), rate);
  }

  private void unplug() {
    ByteLink old = line;
    line = null;
    if (old != null) {
      old.close();
    }
  }

  private boolean unplugged() {
    return engine.senses().has(new PrinterFault.Unplugged());
  }

  /// Reads until closed; then on until the line has been quiet for a moment.
  private void read() {
    byte[] bytes = new byte[256];
    int count;
    do {
      count = readSome(bytes);
    } while (count > 0 || !closing.get());
  }

  private int readSome(byte[] bytes) {
    PacedLine open = line;
    try {
      if (open != null) {
        int count = open.read(bytes, 0, bytes.length, GLANCE);
        long end = open.receivedAt();
        change(() -> receive(bytes, count, end));
        return count;
      }
    } catch (LinkException e) {
      // Unplugged: the other branch waits for the plug.
      line = line == open ? null : line;
    }
    LockSupport.parkNanos(GLANCE.toNanos() / 10);
    return 0;
  }

  private void receive(byte[] bytes, int count, long end) {
    byte[] heard =
        engine
            .senses()
            .wrongBaud()
            .map(wrong -> new WrongRate(baud, wrong).hear(bytes, count))
            .orElseGet(() -> Arrays.copyOf(bytes, count));
    engine.receive(heard, heard.length, end - rate.nanosFor(count), end);
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      boolean wasOffline = engine.senses().offline();
      change.run();
      long now = System.nanoTime();
      if (wasOffline && !engine.senses().offline()) {
        engine.resume(now);
      }
      advance(now);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void move() {
    lock.lock();
    try {
      while (!stopped) {
        long now = System.nanoTime();
        advance(now);
        long due = engine.nextDue(now);
        if (due == Long.MAX_VALUE) {
          changed.await();
        } else if (due > now) {
          changed.awaitNanos(due - now);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void advance(long now) {
    engine.run(now);
    if (unplugged()) {
      unplug();
    }
    int height = engine.rowsOut();
    if (height != heightSeen) {
      heightSeen = height;
      listener.moved(height);
    }
  }

  /// Called by the engine, under the lock.
  private final class Outlet implements PrintEngine.Outlet {

    @Override
    public void answer(PrinterAnswer answer) {
      ByteLink open = line;
      if (open == null || unplugged()) {
        return;
      }
      try {
        open.write(heardByHost(AnswerEncoder.encode(answer)), ANSWER_PATIENCE);
      } catch (LinkException e) {
        // Nobody reads the answers: a printer does not mind.
        return;
      }
    }

    private byte[] heardByHost(byte[] said) {
      return engine
          .senses()
          .wrongBaud()
          .map(wrong -> new WrongRate(wrong, baud).hear(said, said.length))
          .orElse(said);
    }

    @Override
    public void ticket(PrintedTicket ticket) {
      listener.ticket(folder.add(ticket), ticket);
    }

    @Override
    public void retracted() {
      folder.retract(engine.mouth().waiting());
      listener.retracted();
    }

    @Override
    public void ejected() {
      listener.taken();
    }

    @Override
    public void powerCycled() {
      heightSeen = 0;
    }
  }
}
