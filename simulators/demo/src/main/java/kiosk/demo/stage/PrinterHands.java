package kiosk.demo.stage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.Bytes;
import kiosk.simulators.panel.PrinterControls;
import kiosk.simulators.paper.PrintedTicket;
import kiosk.simulators.printer.PrinterModel;
import kiosk.simulators.printer.SimulatedPrinter;
import kiosk.simulators.scenario.Fault;
import kiosk.simulators.scenario.PrinterFault;
import kiosk.simulators.tap.LineTap;
import org.jspecify.annotations.Nullable;

/// The simulated printer in a technician's hands. Safe from any thread.
final class PrinterHands implements PrinterControls, AutoCloseable {

  private final PrinterModel model;
  private final LineTap tap;
  private final Mouth mouth;
  private final List<String> raised = new CopyOnWriteArrayList<>();
  private final SimulatedPrinter printer;

  /// Switches it on.
  ///
  /// @param link becomes the serial port
  /// @param paper gets the tickets
  PrinterHands(Path link, Path paper, PrinterModel model) {
    this.model = model;
    tap = LineTap.ofPrinter(model.custom());
    mouth = new Mouth(tap);
    printer = SimulatedPrinter.start(link, paper, model, true, mouth);
  }

  @Override
  public View view() {
    Output output = output();
    return new View(
        Roll.valueOf(printer.level().name()),
        printer.coverOpen(),
        output,
        output == Output.EMPTY ? 0 : mouth.version.get(),
        mouth.tickets.get(),
        model.retracts() ? OptionalInt.of(printer.inBin()) : OptionalInt.empty());
  }

  private Output output() {
    if (mouth.ticket.get() == null) {
      return mouth.hanging.get() > 0 ? Output.PRINTING : Output.EMPTY;
    }
    if (!model.presents()) {
      return Output.LOOSE;
    }
    return printer.timerRuns() ? Output.HELD_FOR_NOW : Output.HELD;
  }

  @Override
  public Optional<Bytes> paper() {
    PrintedTicket ticket = mouth.ticket.get();
    if (ticket != null) {
      return Optional.of(ticket.png());
    }
    return mouth.hanging.get() > 0 ? Optional.of(printer.paper().png()) : Optional.empty();
  }

  @Override
  public void load(Roll roll) {
    printer.paper(SimulatedPrinter.Level.valueOf(roll.name()));
  }

  @Override
  public void cover(boolean open) {
    printer.cover(open);
  }

  @Override
  public void take() {
    printer.take();
  }

  @Override
  public void powerCycle() {
    printer.powerCycle();
  }

  @Override
  public List<FaultChoice> faults() {
    return PrinterFault.NAMES.stream()
        .map(fault -> new FaultChoice(fault.name(), fault.hint()))
        .toList();
  }

  @Override
  public List<String> raised() {
    return List.copyOf(raised);
  }

  @Override
  public void raise(String name, String argument) {
    String asked = (name + " " + argument).strip();
    Fault.Planned<PrinterFault> planned = PrinterFault.plan(asked);
    printer.raise(planned.fault(), planned.trigger());
    raised.add(asked);
  }

  @Override
  public void mend() {
    printer.clear();
    raised.clear();
  }

  @Override
  public LineTap tap() {
    return tap;
  }

  @Override
  public void close() {
    printer.close();
  }

  /// What hangs out of the printer, and its line. Told under the printer's lock, so it only notes.
  private static final class Mouth implements SimulatedPrinter.Listener {

    private final LineTap tap;
    private final AtomicReference<@Nullable PrintedTicket> ticket = new AtomicReference<>();
    private final AtomicInteger hanging = new AtomicInteger();
    private final AtomicInteger tickets = new AtomicInteger();
    private final AtomicLong version = new AtomicLong();

    Mouth(LineTap tap) {
      this.tap = tap;
    }

    @Override
    public ByteLink plugged(ByteLink line) {
      return tap.watch(line);
    }

    @Override
    public void moved(int heightDots) {
      hanging.set(heightDots);
      version.incrementAndGet();
    }

    @Override
    public void ticket(int number, PrintedTicket cut) {
      ticket.set(cut);
      tickets.incrementAndGet();
      version.incrementAndGet();
    }

    @Override
    public void taken() {
      ticket.set(null);
      version.incrementAndGet();
    }

    @Override
    public void retracted() {
      taken();
    }
  }
}
