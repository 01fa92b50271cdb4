package kiosk.devices.selftest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LinkOpener;
import kiosk.devices.printer.Pace;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.profile.PrinterProfile.Clearing;
import kiosk.devices.profile.PrinterProfile.Dialect;
import kiosk.devices.profile.PrinterProfile.Fence;

/// What a receipt printer must answer on the bare line (facts: Epson, "ESC/POS Command Reference";
/// Custom, VKP80III manual), as its profile says. No check here moves paper.
final class PrinterChecks {

  private static final int FULL_STATUS = 20;
  private static final int ROUNDS = 20;
  private static final Duration SLOWEST = Duration.ofMillis(400);

  private final LinkOpener opener;
  private final PrinterProfile profile;
  private final boolean custom;
  private final Pace pace;

  PrinterChecks(LinkOpener opener, PrinterProfile profile, Pace pace) {
    this.opener = opener;
    this.profile = profile;
    this.custom = profile.dialect() == Dialect.CUSTOM;
    this.pace = pace;
  }

  /// Something done with an open line.
  interface Deed {
    void with(PrinterAsk printer) throws DeviceFailure;
  }

  List<Check> all() {
    return List.of(
        check("its line opens", _ -> {}),
        check("its line opens ten times in a row", this::opensAgain),
        check("answers real-time status in form", this::answersStatus),
        check("answers twenty real-time questions, none slower than 400 ms", this::rate),
        check("has paper", ask -> require(!paperOut(ask), "the paper is out")),
        check("has its cover closed", ask -> require(!coverOpen(ask), "the cover is open")),
        check("has a cutter that is well", ask -> require(!cutter(ask), "the cutter has failed")),
        check("has a mechanism that is well", this::mechanism),
        check("has nobody's ticket at its mouth", this::mouthIsEmpty),
        check("clears its buffers on request", this::clears),
        queued("tells changes by itself, where its make does", this::tellsByItself),
        queued("answers the paper sensor in the order of the data", this::sensor),
        queued("tells its type", this::type),
        queued("tells its maker", ask -> require(ask.name(66).isPresent(), "it has no maker")),
        queued("names itself", ask -> require(ask.name(67).isPresent(), "it has no name")),
        queued("tells its firmware", ask -> require(ask.name(65).isPresent(), "it has none")),
        queued("tells its serial number", ask -> require(ask.name(68).isPresent(), "it has none")),
        queued("answers a fence", ask -> passes(ask, "T001")),
        queued("answers twenty fences in their order", this::fencesInOrder),
        queued("counts its cuts", this::counts),
        queued("goes on after bytes that mean nothing", this::survivesNonsense),
        queued("goes on after a command that stopped", this::survivesHalves),
        queued("forgets no fence when it is initialised", this::initialises));
  }

  Check check(String sentence, Deed deed) {
    return new Check(
        "printer: " + sentence,
        () -> {
          try (PrinterAsk ask = PrinterAsk.open(opener, custom, pace)) {
            deed.with(ask);
          }
        });
  }

  /// A check of what is answered or printed in the order of the data: a printer that stands still
  /// does neither, and what is sent to it would print for whoever mends it.
  Check queued(String sentence, Deed deed) {
    return check(
        sentence,
        ask -> {
          Optional<String> why = standsStill(ask);
          require(why.isEmpty(), "not tried: " + why.orElse(""));
          deed.with(ask);
        });
  }

  private Optional<String> standsStill(PrinterAsk ask) throws DeviceFailure {
    if (paperOut(ask)) {
      return Optional.of("the paper is out");
    }
    if (coverOpen(ask)) {
      return Optional.of("the cover is open");
    }
    if (cutter(ask)) {
      return Optional.of("the cutter has failed");
    }
    return wrongMechanism(ask);
  }

  private void opensAgain(PrinterAsk first) throws DeviceFailure {
    first.close();
    for (int i = 0; i < 9; i++) {
      PrinterAsk.open(opener, custom, pace).close();
    }
  }

  private void answersStatus(PrinterAsk ask) throws DeviceFailure {
    if (custom) {
      full(ask);
      return;
    }
    for (int n = 1; n <= 4; n++) {
      int bits = status(ask, n);
      require((bits & 0x93) == 0x12, "status " + n + " is " + bits + ", not of the form 0xx1xx10");
    }
  }

  private void rate(PrinterAsk ask) throws DeviceFailure {
    long slowest = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long began = System.nanoTime();
      paperOut(ask);
      slowest = Math.max(slowest, System.nanoTime() - began);
    }
    require(
        slowest < SLOWEST.toNanos(),
        "the slowest took " + Duration.ofNanos(slowest).toMillis() + " ms");
  }

  private boolean paperOut(PrinterAsk ask) throws DeviceFailure {
    return custom ? (full(ask).paper() & 0x01) != 0 : (status(ask, 4) & 0x60) != 0;
  }

  private boolean coverOpen(PrinterAsk ask) throws DeviceFailure {
    return custom ? (full(ask).user() & 0x03) != 0 : (status(ask, 2) & 0x04) != 0;
  }

  private boolean cutter(PrinterAsk ask) throws DeviceFailure {
    return custom ? (full(ask).unrecoverable() & 0x03) != 0 : (status(ask, 3) & 0x08) != 0;
  }

  private void mechanism(PrinterAsk ask) throws DeviceFailure {
    Optional<String> wrong = wrongMechanism(ask);
    require(wrong.isEmpty(), wrong.orElse(""));
  }

  private Optional<String> wrongMechanism(PrinterAsk ask) throws DeviceFailure {
    if (custom) {
      int bits = full(ask).recoverable();
      return (bits & 0x40) != 0
          ? Optional.of("the paper is jammed")
          : (bits & 0x09) != 0
              ? Optional.of("its head is hot or its supply weak")
              : Optional.empty();
    }
    return (status(ask, 3) & 0x24) != 0
        ? Optional.of("the mechanism reports an error")
        : (status(ask, 1) & 0x08) != 0 ? Optional.of("it is off line") : Optional.empty();
  }

  private void mouthIsEmpty(PrinterAsk ask) throws DeviceFailure {
    if (custom) {
      require(!ticketAtMouth(ask), "a ticket is at its mouth");
    }
  }

  /// What the sensor of a presenter sees; of Custom's printers only.
  static boolean ticketAtMouth(PrinterAsk ask) throws DeviceFailure {
    return (full(ask).paper() & 0x20) != 0;
  }

  static int status(PrinterAsk ask, int n) throws DeviceFailure {
    ask.send(new EscPosCommand.AskStatus(n));
    return ask.await(PrinterAnswer.Status.class, "answer to status " + n).bits();
  }

  static PrinterAnswer.FullStatus full(PrinterAsk ask) throws DeviceFailure {
    ask.send(new EscPosCommand.AskStatus(FULL_STATUS));
    return ask.await(PrinterAnswer.FullStatus.class, "full status");
  }

  private void clears(PrinterAsk ask) throws DeviceFailure {
    if (profile.clearing() == Clearing.DLE_ENQ) {
      ask.send(new EscPosCommand.Recover(2));
      require((full(ask).user() & 0x04) == 0, "it still holds something to print");
      return;
    }
    ask.send(new EscPosCommand.ClearBuffers());
    ask.await(PrinterAnswer.BuffersCleared.class, "answer to the clearing of buffers");
  }

  private void tellsByItself(PrinterAsk ask) throws DeviceFailure {
    if (!custom) {
      ask.send(new EscPosCommand.AutoStatus(0x0F));
      ask.await(PrinterAnswer.AutoStatus.class, "automatic status");
      ask.send(new EscPosCommand.AutoStatus(0));
    }
  }

  private void sensor(PrinterAsk ask) throws DeviceFailure {
    ask.send(new EscPosCommand.AskSensor(1));
    ask.await(PrinterAnswer.Sensor.class, "answer of the paper sensor");
  }

  private void type(PrinterAsk ask) throws DeviceFailure {
    ask.send(new EscPosCommand.AskIdentity(2));
    int type = ask.await(PrinterAnswer.Sensor.class, "type").bits();
    require((type & 0x02) != 0, "it says that it has no cutter");
  }

  private void fencesInOrder(PrinterAsk ask) throws DeviceFailure {
    for (int i = 0; i < ROUNDS; i++) {
      passes(ask, "F%03d".formatted(i));
    }
  }

  /// Waits until all that was sent before is dealt with.
  void passes(PrinterAsk ask, String id) throws DeviceFailure {
    if (profile.fence() == Fence.IDENTITY) {
      ask.send(new EscPosCommand.AskIdentity(3));
      ask.await(PrinterAnswer.Sensor.class, "answer to a fence");
      return;
    }
    Bytes name = Bytes.of(id.getBytes(StandardCharsets.US_ASCII));
    ask.send(new EscPosCommand.Fence(name));
    Bytes passed = ask.await(PrinterAnswer.FencePassed.class, "answer to a fence").id();
    require(passed.equals(name), "another fence than " + id + " was answered");
  }

  private void counts(PrinterAsk ask) throws DeviceFailure {
    if (profile.counters()) {
      cuts(ask);
    }
  }

  /// How many tickets it has pulled back in its life; Custom's printers only.
  long retractions(PrinterAsk ask) throws DeviceFailure {
    ask.send(new EscPosCommand.AskTally(0xE4));
    return ask.await(PrinterAnswer.Tally.class, "counter of retractions").count();
  }

  long cuts(PrinterAsk ask) throws DeviceFailure {
    if (custom) {
      ask.send(new EscPosCommand.AskTally(0xE2));
      return ask.await(PrinterAnswer.Tally.class, "counter of cuts").count();
    }
    ask.send(new EscPosCommand.AskCounter(0xB2));
    String digits = PrinterAsk.text(ask.await(PrinterAnswer.TextBlock.class, "counter").text());
    require(digits.matches("[0-9]{1,12}"), "the counter of cuts is no number");
    return Long.parseLong(digits);
  }

  private void survivesNonsense(PrinterAsk ask) throws DeviceFailure {
    ask.sendBytes(Bytes.ofHex("1b ff 1d ff 15 1c ff").toArray());
    ask.send(new EscPosCommand.Initialize());
    passes(ask, "T004");
  }

  private void survivesHalves(PrinterAsk ask) throws DeviceFailure {
    ask.sendBytes(Bytes.ofHex("1d 28 6b 03 00 31 43").toArray());
    ask.sendBytes(new byte[] {3});
    ask.send(new EscPosCommand.Initialize());
    passes(ask, "T005");
  }

  private void initialises(PrinterAsk ask) throws DeviceFailure {
    for (int i = 0; i < ROUNDS; i++) {
      ask.send(new EscPosCommand.Initialize(), new EscPosCommand.CodePage(16));
    }
    passes(ask, "T006");
  }

  static void require(boolean holds, String otherwise) throws DeviceFailure {
    if (!holds) {
      throw new DeviceFailure(otherwise);
    }
  }
}
