package kiosk.simulators.play;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import kiosk.devices.journal.JobJournal;
import kiosk.devices.link.SerialLink;
import kiosk.devices.printer.EscPosPrinter;
import kiosk.devices.printer.PrintJob;
import kiosk.devices.printer.PrintProgress;
import kiosk.devices.printer.PrintTrouble;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.ticket.Ticket;
import kiosk.simulators.paper.PrintedTicket;
import kiosk.simulators.printer.PrinterModel;
import kiosk.simulators.printer.SimulatedPrinter;
import kiosk.simulators.scenario.Fault;
import kiosk.simulators.scenario.PrinterFault;
import org.jspecify.annotations.Nullable;

/// A simulated printer, unpaced, with the real driver on it.
final class PrinterStage implements Player.Stage {

  private final AtomicReference<@Nullable PrintedTicket> lastTicket = new AtomicReference<>();
  private final AtomicReference<PrintProgress.@Nullable End> end = new AtomicReference<>();
  private final SimulatedPrinter unit;
  private final EscPosPrinter driver;

  PrinterStage(Path folder, String name, InstantSource clock) throws ScenarioException {
    PrinterModel model = Player.known(() -> PrinterModel.find(name), "no profile '" + name + "'");
    PrinterProfile profile =
        Player.known(() -> PrinterProfile.find(name), "no profile '" + name + "'");
    Path link = folder.resolve("printer");
    unit =
        SimulatedPrinter.start(
            link,
            folder.resolve("paper"),
            model,
            false,
            new SimulatedPrinter.Listener() {
              @Override
              public void ticket(int number, PrintedTicket ticket) {
                lastTicket.set(ticket);
              }
            });
    driver =
        EscPosPrinter.open(
            SerialLink.opener(link, profile.line()), profile, clock, JobJournal.NONE);
  }

  @Override
  public void act(String verb, String argument) throws ScenarioException {
    switch (verb) {
      case "fault" -> raise(argument);
      case "mend" -> unit.clear();
      case "paper" -> unit.paper(level(argument));
      case "cover" -> unit.cover(argument.equals("open"));
      case "take" -> unit.take();
      case "power" -> unit.powerCycle();
      case "print" -> print(argument);
      case "write" -> print(List.of(argument));
      default ->
          throw new ScenarioException(
              "a printer has no '"
                  + verb
                  + "': fault, mend, paper, cover, take, power, print, write, expect");
    }
  }

  private void raise(String fault) throws ScenarioException {
    try {
      Fault.Planned<PrinterFault> planned = PrinterFault.plan(fault);
      unit.raise(planned.fault(), planned.trigger());
    } catch (IllegalArgumentException e) {
      throw new ScenarioException(String.valueOf(e.getMessage()));
    }
  }

  private static SimulatedPrinter.Level level(String word) throws ScenarioException {
    try {
      return SimulatedPrinter.Level.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ScenarioException("paper is ok, near or out, not '" + word + "'");
    }
  }

  private void print(String lines) throws ScenarioException {
    if (!lines.matches("[1-9][0-9]{0,2}")) {
      throw new ScenarioException("print takes a number of lines, not '" + lines + "'");
    }
    print(
        IntStream.rangeClosed(1, Integer.parseInt(lines))
            .mapToObj(n -> "line " + n + ".")
            .toList());
  }

  private void print(List<String> lines) {
    List<Ticket.Block> blocks =
        lines.stream().<Ticket.Block>map(line -> new Ticket.Block.Paragraph(line, false)).toList();
    end.set(null);
    driver.print(
        new PrintJob(UUID.randomUUID(), new Ticket(blocks, false)),
        progress -> {
          if (progress instanceof PrintProgress.End last) {
            end.set(last);
          }
        });
  }

  @Override
  public Optional<String> look(String thing) throws ScenarioException {
    return switch (thing) {
      case "end" -> Optional.ofNullable(end.get()).map(last -> word(last.getClass()));
      case "trouble" -> Optional.ofNullable(end.get()).flatMap(PrinterStage::trouble);
      case "counts" -> Optional.ofNullable(end.get()).map(PrinterStage::counts);
      case "obstacle" ->
          Optional.of(driver.status().obstacle().map(PrintTrouble::name).orElse("none"));
      case "sensor" -> Optional.of(driver.status().presenter().name());
      case "mouth" -> Optional.of(Integer.toString(unit.atMouth()));
      case "bin" -> Optional.of(Integer.toString(unit.inBin()));
      case "timer" -> Optional.of(unit.timerRuns() ? "runs" : "over");
      case "last-line" -> Optional.ofNullable(lastTicket.get()).map(PrinterStage::lastLine);
      default ->
          throw new ScenarioException(
              "nobody can see '"
                  + thing
                  + "' of a printer: end, trouble, counts, sensor, obstacle, mouth, bin, timer, last-line");
    };
  }

  private static Optional<String> trouble(PrintProgress.End end) {
    return switch (end) {
      case PrintProgress.Refused(PrintTrouble trouble, _) -> Optional.of(trouble.name());
      case PrintProgress.Spoiled(PrintTrouble trouble, _) -> Optional.of(trouble.name());
      case PrintProgress.Unknown(PrintTrouble trouble, _) -> Optional.of(trouble.name());
      case PrintProgress.Taken _, PrintProgress.Retracted _, PrintProgress.EjectedUnseen _ ->
          Optional.of("none");
    };
  }

  /// Whether the printer answered when the driver asked for its counters.
  private static String counts(PrintProgress.End end) {
    return end.evidence().stream().anyMatch(seen -> seen.endsWith("not told"))
        ? "not told"
        : "told";
  }

  private static String lastLine(PrintedTicket ticket) {
    return List.of(ticket.words().strip().split("\n", -1)).getLast();
  }

  /// `EjectedUnseen` as `EJECTED_UNSEEN`.
  private static String word(Class<?> type) {
    return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }

  @Override
  public void close() {
    driver.close();
    unit.close();
  }
}
