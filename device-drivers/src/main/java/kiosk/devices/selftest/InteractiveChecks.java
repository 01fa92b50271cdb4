package kiosk.devices.selftest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import kiosk.devices.cardreader.CardEvent;
import kiosk.devices.cardreader.CardReader;
import kiosk.devices.cardreader.GemPcTwin;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.link.LinkOpener;
import kiosk.devices.printer.Pace;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.profile.PrinterProfile.Dialect;

/// Checks that need a technician's hands: each says what to do, and looks whether it was done.
final class InteractiveChecks {

  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final boolean hands;
  private final Technician technician;

  /// @param hands empty when nobody is there: the checks are then skipped
  InteractiveChecks(Optional<Technician> hands) {
    this.hands = hands.isPresent();
    this.technician = hands.orElse(_ -> {});
  }

  List<Check> reader(LinkOpener opener) {
    return List.of(
        new Check("reader: notices that a card is put in", () -> inserted(opener)).byHand(hands),
        new Check("reader: notices that the card is pulled", () -> removed(opener)).byHand(hands));
  }

  List<Check> printer(LinkOpener opener, PrinterProfile profile) {
    boolean custom = profile.dialect() == Dialect.CUSTOM;
    return List.of(
        new Check(
                "printer: notices that its cover is opened",
                () -> {
                  technician.please("Open the cover of the printer.");
                  await(opener, custom, coverIs(custom, true), "the open cover was not noticed");
                })
            .byHand(hands),
        new Check(
                "printer: notices that its cover is closed",
                () -> {
                  technician.please("Close the cover of the printer.");
                  await(opener, custom, coverIs(custom, false), "the closed cover was not noticed");
                })
            .byHand(hands));
  }

  private void inserted(LinkOpener opener) throws DeviceFailure {
    technician.please("Put a card into the reader.");
    heard(
        opener,
        event -> event instanceof CardEvent.Inserted || event instanceof CardEvent.Mute,
        "the card was not noticed");
  }

  private void removed(LinkOpener opener) throws DeviceFailure {
    technician.please("Pull the card out of the reader.");
    heard(opener, CardEvent.Removed.class::isInstance, "its leaving was not noticed");
  }

  private static void heard(LinkOpener opener, Predicate<CardEvent> wanted, String otherwise)
      throws DeviceFailure {
    BlockingQueue<CardEvent> events = new LinkedBlockingQueue<>();
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (CardReader _ = GemPcTwin.open(opener, events::add)) {
      CardEvent event = events.poll(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
      while (event != null && !wanted.test(event)) {
        event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
      if (event == null) {
        throw new DeviceFailure(otherwise + " within " + PATIENCE.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeviceFailure("interrupted");
    }
  }

  /// Something that a printer says.
  private interface Look {
    boolean at(PrinterAsk ask) throws DeviceFailure;
  }

  private static Look coverIs(boolean custom, boolean open) {
    return ask -> {
      boolean seen =
          custom
              ? (PrinterChecks.full(ask).user() & 0x03) != 0
              : (PrinterChecks.status(ask, 2) & 0x04) != 0;
      return seen == open;
    };
  }

  private static void await(LinkOpener opener, boolean custom, Look wanted, String otherwise)
      throws DeviceFailure {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (PrinterAsk ask = PrinterAsk.open(opener, custom, Pace.REAL)) {
      while (!wanted.at(ask)) {
        if (System.nanoTime() > end) {
          throw new DeviceFailure(otherwise + " within " + PATIENCE.toSeconds() + " s");
        }
        // Nothing is said in between: this only waits a little.
        ask.maybe(PrinterAnswer.Noise.class, new EscPosCommand.AskStatus(1));
      }
    }
  }
}
