package kiosk.devices.selftest;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.LinkOpener;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.profile.PrinterProfile.Provenance;

/// Asks a unit what it can do, and writes what it said into a profile. Nothing is printed.
public final class PrinterProbe {

  private static final int FULL_STATUS = 20;
  private static final Bytes ID = Bytes.of("PROB".getBytes(StandardCharsets.US_ASCII));

  private PrinterProbe() {}

  /// Asks a unit.
  ///
  /// @param opener opens its line
  /// @return the profile of the kind that the unit seems to be, with what it answered as probed
  /// @throws LinkException when the line does not open, breaks, or nobody answers on it
  public static PrinterProfile probe(LinkOpener opener) throws LinkException {
    try {
      boolean custom = speaksCustom(opener);
      try (PrinterAsk ask = PrinterAsk.open(opener, custom)) {
        return probe(ask, custom);
      }
    } catch (DeviceFailure e) {
      throw new LinkException(LinkException.Reason.UNPLUGGED, String.valueOf(e.getMessage()));
    }
  }

  /// Only Custom's give the full status; somebody must answer to DLE EOT 1 otherwise.
  private static boolean speaksCustom(LinkOpener opener) throws DeviceFailure {
    try (PrinterAsk ask = PrinterAsk.open(opener, true)) {
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

  private static PrinterProfile named(PrinterProfile profile, String key, Optional<String> name) {
    return name.map(told -> told(profile, key, told)).orElse(profile);
  }

  private static PrinterProfile told(PrinterProfile profile, String key, String value) {
    return profile.with(key, value, Provenance.PROBED);
  }
}
