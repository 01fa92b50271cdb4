package kiosk.demo.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.EscPosEncoder;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LineSettings;
import kiosk.devices.link.LineSettings.Flow;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.SerialLink;
import kiosk.simulators.panel.PrinterControls.Output;
import kiosk.simulators.printer.PrinterModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a technician sees at the mouth of each kind of printer.
class PrinterHandsTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir private Path folder;

  @Test
  void aPresenterHoldsTheTicketUntilItsTimerPullsItIntoTheBin() throws LinkException {
    try (PrinterHands hands = hands(PrinterModel.CUSTOM_VKP80III);
        ByteLink line = line()) {
      assertThat(hands.view().retracted()).hasValue(0);
      send(line, new EscPosCommand.CutAndPresent(12, false, true, 1));
      await(() -> hands.view().output() == Output.HELD_FOR_NOW);
      assertThat(hands.paper()).isPresent();
      await(() -> hands.view().output() == Output.EMPTY);
      assertThat(hands.view().retracted()).hasValue(1);
      assertThat(hands.paper()).isEmpty();
    }
  }

  @Test
  void withoutATimerThePresenterHoldsTheTicketUntilItIsTaken() throws LinkException {
    try (PrinterHands hands = hands(PrinterModel.CUSTOM_TG2480H);
        ByteLink line = line()) {
      send(line, new EscPosCommand.CutAndPresent(12, false, false, 0));
      await(() -> hands.view().output() == Output.HELD);
      hands.take();
      assertThat(hands.view().output()).isEqualTo(Output.EMPTY);
      assertThat(hands.view().retracted()).isEmpty();
    }
  }

  @Test
  void withoutAPresenterTheTicketHangsWhereItWasCut() throws LinkException {
    try (PrinterHands hands = hands(PrinterModel.EPSON_TM);
        ByteLink line = line()) {
      send(line, new EscPosCommand.Cut(true, true, 0));
      await(() -> hands.view().output() == Output.LOOSE);
    }
  }

  private PrinterHands hands(PrinterModel model) {
    return new PrinterHands(folder.resolve("printer"), folder.resolve("paper"), model);
  }

  /// Stays open until the ticket is seen: a close may throw away what was just written.
  private ByteLink line() throws LinkException {
    LineSettings settings = new LineSettings(115_200, 1, Flow.NONE);
    return SerialLink.opener(folder.resolve("printer"), settings).open();
  }

  /// A line of text, and an order behind it.
  private static void send(ByteLink line, EscPosCommand order) throws LinkException {
    Bytes text = Bytes.of("one line".getBytes(StandardCharsets.US_ASCII));
    EscPosCommand words = new EscPosCommand.Text(text);
    line.write(EscPosEncoder.encode(words, new EscPosCommand.LineFeed(), order), SOON);
  }

  private static void await(BooleanSupplier seen) {
    long end = System.nanoTime() + SOON.toNanos();
    while (!seen.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
