package kiosk.terminal.readiness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kiosk.contract.fleet.Figures;
import kiosk.contract.fleet.Heartbeat;
import kiosk.devices.printer.PrinterStatus;
import kiosk.terminal.visit.ScreenModel.Availability;
import kiosk.terminal.visit.ScreenModel.Offer;
import kiosk.terminal.visit.ScreenModel.OutOfServiceCause;
import kiosk.terminal.visit.ScreenModel.Service;
import kiosk.terminal.visit.State.Hall;

/// Gathers what is known of reader, printer, paper and server, and tells what follows for a person
/// when it changes. Not thread-safe: one context.
public final class Readiness {

  private final Consumer<Hall> changed;
  private Reader reader = Reader.UNKNOWN;
  private PrinterStatus printer = PrinterStatus.NOTHING_KNOWN;
  private Optional<Instant> serverAwaySince = Optional.empty();
  private Figures figures = Figures.STANDARD;
  private boolean withdrawn;
  private boolean unguarded;
  private Hall last;

  private enum Reader {
    UNKNOWN,
    UP,
    DOWN
  }

  /// @param changed gets the new state of the hall, only when it differs from the last
  public Readiness(Consumer<Hall> changed) {
    this.changed = changed;
    this.last = hall();
  }

  /// The reader answers, or does not.
  public void reader(boolean up) {
    reader = up ? Reader.UP : Reader.DOWN;
    compare();
  }

  /// What the printer last said.
  public void printer(PrinterStatus status) {
    printer = status;
    compare();
  }

  /// The server answers.
  ///
  /// @param told what the rules say there
  public void serverBack(Figures told) {
    figures = told;
    serverAwaySince = Optional.empty();
    compare();
  }

  /// The server does not answer.
  public void serverAway(Instant since) {
    serverAwaySince = Optional.of(since);
    compare();
  }

  /// Operations take the kiosk out of service, or put it back.
  public void withdrawn(boolean out) {
    withdrawn = out;
    compare();
  }

  /// The printer could not take a forgotten paper back: no personal paper is offered.
  public void unguarded() {
    unguarded = true;
    compare();
  }

  /// Whether anything can be done here.
  public boolean inService() {
    return last.outOfService().isEmpty();
  }

  /// The reader, seen from far.
  public Heartbeat.DeviceState readerState() {
    return reader == Reader.UP ? Heartbeat.DeviceState.UP : Heartbeat.DeviceState.DOWN;
  }

  /// The printer, seen from far.
  public Heartbeat.DeviceState printerState() {
    if (printer.link() == PrinterStatus.Link.DOWN) {
      return Heartbeat.DeviceState.DOWN;
    }
    return printer.obstacle().isPresent() ? Heartbeat.DeviceState.FAULT : Heartbeat.DeviceState.UP;
  }

  /// The roll, seen from far.
  public Heartbeat.PaperState paperState() {
    return switch (printer.paper()) {
      case OK -> Heartbeat.PaperState.OK;
      case NEAR_END -> Heartbeat.PaperState.NEAR_END;
      case OUT -> Heartbeat.PaperState.OUT;
      case UNKNOWN -> Heartbeat.PaperState.UNKNOWN;
    };
  }

  /// What keeps the kiosk from doing all it could, as words for the operator.
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (reader == Reader.DOWN) {
      faults.add("READER_DOWN");
    }
    if (unguarded) {
      faults.add("PRINTER_WITHOUT_RETRACTOR");
    }
    printer.obstacle().ifPresent(trouble -> faults.add("PRINTER_" + trouble));
    return List.copyOf(faults);
  }

  private void compare() {
    Hall now = hall();
    if (!now.equals(last)) {
      last = now;
      changed.accept(now);
    }
  }

  private Hall hall() {
    List<Offer> offers =
        List.of(
            new Offer(Service.ATTESTATION, papers()),
            new Offer(Service.ALLOWANCES, papers()),
            new Offer(Service.STATEMENT, papers()),
            new Offer(Service.EMAIL, atServer()),
            new Offer(Service.FIRST_ACCESS, atServer()));
    return new Hall(
        offers, printing() == Availability.AVAILABLE, serverAwaySince, outOfService(), figures);
  }

  private Optional<OutOfServiceCause> outOfService() {
    if (withdrawn) {
      return Optional.of(OutOfServiceCause.BY_OPERATIONS);
    }
    return switch (reader) {
      case UNKNOWN -> Optional.of(OutOfServiceCause.STARTING);
      case DOWN -> Optional.of(OutOfServiceCause.READER_DOWN);
      case UP ->
          printer.presenter() == PrinterStatus.Presenter.TICKET
              ? Optional.of(OutOfServiceCause.PAPER_AT_MOUTH)
              : Optional.empty();
    };
  }

  private Availability atServer() {
    return serverAwaySince.isPresent() ? Availability.SERVER_AWAY : Availability.AVAILABLE;
  }

  /// Personal papers come from the server, and not from a printer that could not take them back.
  private Availability papers() {
    if (serverAwaySince.isPresent()) {
      return Availability.SERVER_AWAY;
    }
    return unguarded ? Availability.PRINTER_DOWN : printing();
  }

  /// A ticket still at the mouth does not withdraw the offer: it will be gone when one is wanted.
  private Availability printing() {
    return printer
        .obstacle()
        .map(
            trouble ->
                switch (trouble) {
                  case PAPER_OUT -> Availability.NO_PAPER;
                  case BUSY -> Availability.AVAILABLE;
                  case COVER_OPEN,
                      CUTTER,
                      JAM,
                      HEAD_TEMPERATURE,
                      VOLTAGE,
                      PRESENTER,
                      MECHANISM,
                      OFFLINE,
                      MUTE,
                      UNPRINTABLE ->
                      Availability.PRINTER_DOWN;
                })
        .orElse(Availability.AVAILABLE);
  }
}
