package kiosk.devices.selftest;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.LinkOpener;
import kiosk.devices.printer.Pace;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.profile.PrinterProfile.Provenance;
import kiosk.devices.profile.PrinterProfile.Symbol;
import kiosk.devices.ticket.Ticket;

/// Asks a unit what it can do, and writes what it said into a profile; what no question tells is
/// printed, for a technician to look at.
public final class PrinterProbe {

  /// Who looks at the paper.
  @FunctionalInterface
  public interface Eyes {

    /// Whether it is so; empty when nobody can tell.
    Optional<Boolean> see(String question);
  }

  /// What a telephone reads from the printed code.
  static final String CODE = "PROBE OK";

  private static final String FRENCH_PAGE = "text.wpc1252";
  private static final String LINE_QUESTION =
      "Does the line on the ticket read  " + PaperChecks.FRENCH;
  private static final String CODE_QUESTION =
      "Does a telephone read  " + CODE + "  from the code on the ticket";

  private static final int FULL_STATUS = 20;
  private static final int STORE = 80;
  private static final Bytes STORED = Bytes.of("0PROBE".getBytes(StandardCharsets.US_ASCII));
  private static final Bytes ID = Bytes.of("PROB".getBytes(StandardCharsets.US_ASCII));

  private PrinterProbe() {}

  /// Asks a unit, and prints nothing.
  ///
  /// @param opener opens its line
  /// @return the profile of the kind that the unit seems to be, with what it answered as probed
  /// @throws LinkException when the line does not open, breaks, or nobody answers on it
  public static PrinterProfile probe(LinkOpener opener) throws LinkException {
    try {
      boolean custom = speaksCustom(opener);
      try (PrinterAsk ask = PrinterAsk.open(opener, custom, Pace.REAL)) {
        return probe(ask, custom);
      }
    } catch (DeviceFailure e) {
      throw unplugged(e);
    }
  }

  /// Prints one ticket and has it looked at: a unit that lacks the page of French letters prints
  /// other letters and says nothing, and not every unit tells which symbols it draws.
  ///
  /// @param profile what the unit has said
  /// @return the profile with what was seen as probed
  /// @throws LinkException when the ticket does not come out
  public static PrinterProfile look(
      LinkOpener opener, PrinterProfile profile, InstantSource clock, Eyes eyes)
      throws LinkException {
    String code = PrinterProfile.key(Symbol.QR);
    PrinterProfile all = told(told(profile, FRENCH_PAGE, "true"), code, "true");
    try {
      new PaperChecks(opener, all, clock, Optional.empty(), Pace.REAL).print(ticket());
    } catch (DeviceFailure e) {
      throw unplugged(e);
    }
    PrinterProfile seen = seen(profile, FRENCH_PAGE, eyes.see(LINE_QUESTION));
    return seen(seen, code, eyes.see(CODE_QUESTION));
  }

  private static Ticket ticket() {
    return new Ticket(
        List.of(
            new Ticket.Block.Title("PROBE"),
            new Ticket.Block.Paragraph(PaperChecks.FRENCH, false),
            new Ticket.Block.QrCode(CODE, "probe")),
        false);
  }

  private static PrinterProfile seen(PrinterProfile profile, String key, Optional<Boolean> answer) {
    return answer.map(yes -> told(profile, key, yes.toString())).orElse(profile);
  }

  private static LinkException unplugged(DeviceFailure e) {
    return new LinkException(LinkException.Reason.UNPLUGGED, String.valueOf(e.getMessage()));
  }

  /// Only Custom's give the full status; somebody must answer to DLE EOT 1 otherwise.
  private static boolean speaksCustom(LinkOpener opener) throws DeviceFailure {
    try (PrinterAsk ask = PrinterAsk.open(opener, true, Pace.REAL)) {
      Optional<PrinterAnswer.FullStatus> full =
          ask.maybe(PrinterAnswer.FullStatus.class, new EscPosCommand.AskStatus(FULL_STATUS));
      if (full.isEmpty()) {
        ask.send(new EscPosCommand.AskStatus(1));
        ask.await(PrinterAnswer.Status.class, "answer to its status");
      }
      return full.isPresent();
    }
  }

  private static PrinterProfile probe(PrinterAsk ask, boolean custom) throws DeviceFailure {
    Optional<String> name = ask.name(67);
    PrinterProfile profile =
        told(kind(name.orElse(""), custom), "dialect", custom ? "custom" : "epson");
    profile = named(profile, "unit.name", name);
    profile = named(profile, "unit.maker", ask.name(66));
    profile = named(profile, "unit.firmware", ask.name(65));
    profile = fence(ask, profile);
    profile = counters(ask, profile, custom);
    profile = custom ? profile : symbols(ask, profile);
    boolean clears =
        !custom
            && ask.maybe(PrinterAnswer.BuffersCleared.class, new EscPosCommand.ClearBuffers())
                .isPresent();
    return clears ? told(profile, "recovery.clear", "dle-dc4") : profile;
  }

  /// A name alone proves little (clones give others' names), so it only chooses where to start.
  private static PrinterProfile kind(String name, boolean custom) {
    String told = name.toUpperCase(Locale.ROOT);
    String kind =
        !custom ? "epson-tm" : told.contains("TG2480") ? "custom-tg2480h" : "custom-vkp80iii";
    return PrinterProfile.find(kind).orElseThrow();
  }

  private static PrinterProfile fence(PrinterAsk ask, PrinterProfile profile) throws DeviceFailure {
    boolean byName =
        ask.maybe(PrinterAnswer.FencePassed.class, new EscPosCommand.Fence(ID))
            .filter(passed -> passed.id().equals(ID))
            .isPresent();
    if (byName) {
      return told(profile, "proof.fence", "process-id");
    }
    return ask.maybe(PrinterAnswer.Sensor.class, new EscPosCommand.AskIdentity(3)).isPresent()
        ? told(profile, "proof.fence", "identity")
        : profile;
  }

  private static PrinterProfile counters(PrinterAsk ask, PrinterProfile profile, boolean custom)
      throws DeviceFailure {
    if (!custom) {
      boolean counts =
          ask.maybe(PrinterAnswer.TextBlock.class, new EscPosCommand.AskCounter(0xB2))
              .filter(block -> PrinterAsk.text(block.text()).matches("[0-9]+"))
              .isPresent();
      return told(profile, "proof.counters", Boolean.toString(counts));
    }
    boolean cuts =
        ask.maybe(PrinterAnswer.Tally.class, new EscPosCommand.AskTally(0xE2)).isPresent();
    boolean retractions =
        ask.maybe(PrinterAnswer.Tally.class, new EscPosCommand.AskTally(0xE4)).isPresent();
    return told(profile, "proof.counters", Boolean.toString(cuts && retractions));
  }

  /// An Epson tells the size of a symbol that it has stored, unprinted (GS ( k function 82); of one
  /// that it lacks it says nothing. Nothing in Custom's papers says that theirs tell.
  private static PrinterProfile symbols(PrinterAsk ask, PrinterProfile profile)
      throws DeviceFailure {
    PrinterProfile known = profile;
    for (Symbol symbol : Symbol.values()) {
      int kind = kind(symbol);
      // The size is told at the start of a line only, and data that is no symbol's is text.
      ask.send(new EscPosCommand.Initialize(), new EscPosCommand.Symbol2d(kind, STORE, STORED));
      boolean drawn =
          ask.maybe(PrinterAnswer.SymbolSize.class, new EscPosCommand.AskSymbolSize(kind))
              .filter(PrinterAnswer.SymbolSize::printable)
              .isPresent();
      known = told(known, PrinterProfile.key(symbol), Boolean.toString(drawn));
    }
    ask.send(new EscPosCommand.Initialize());
    return known;
  }

  /// GS ( k cn, in Epson's numbers.
  private static int kind(Symbol symbol) {
    return switch (symbol) {
      case PDF417 -> 48;
      case QR -> 49;
      case DATAMATRIX -> 54;
    };
  }

  private static PrinterProfile named(PrinterProfile profile, String key, Optional<String> name) {
    return name.map(told -> told(profile, key, told)).orElse(profile);
  }

  private static PrinterProfile told(PrinterProfile profile, String key, String value) {
    return profile.with(key, value, Provenance.PROBED);
  }
}
