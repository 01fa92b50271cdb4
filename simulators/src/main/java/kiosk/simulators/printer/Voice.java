package kiosk.simulators.printer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import kiosk.devices.escpos.AnswerEncoder;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.link.Bytes;
import kiosk.simulators.scenario.PrinterFault;

/// What the printer says, and what of it a fault keeps back, doubles or changes.
final class Voice {

  private static final int PAPER_LEFT = 0xE1;
  private static final int CUTS = 0xE2;
  private static final int PRINTED_CM = 0xE3;
  private static final int SWITCHED_ON = 0xE5;
  private static final int EPSON_CUTS = 0xB2;
  private static final int DOTS_A_CM = 80;

  private static final Bytes ASK_AUTO_STATUS = Bytes.ofHex("10 14 07 01");

  private final PrinterModel model;
  private final PrinterSenses senses;
  private final Consumer<PrinterAnswer> line;
  private final Deque<PrinterAnswer> lateFences = new ArrayDeque<>();
  private int autoCauses;
  private PrinterAnswer lastAuto;

  Voice(PrinterModel model, PrinterSenses senses, Consumer<PrinterAnswer> line) {
    this.model = model;
    this.senses = senses;
    this.line = line;
    this.lastAuto = senses.auto();
  }

  void say(PrinterAnswer answer) {
    if (!senses.has(new PrinterFault.Mute())) {
      line.accept(senses.has(new PrinterFault.StatusInside()) ? interrupted(answer) : answer);
    }
  }

  /// Automatic status may come inside a block (Epson, "ESC/POS Command Reference", "Transmission
  /// status identification"). Custom's have none of this kind.
  private PrinterAnswer interrupted(PrinterAnswer answer) {
    byte[] whole = AnswerEncoder.encode(answer);
    if (model.custom() || answer instanceof PrinterAnswer.AutoStatus || whole.length < 2) {
      return answer;
    }
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    int middle = whole.length / 2;
    both.write(whole, 0, middle);
    both.writeBytes(AnswerEncoder.encode(senses.auto()));
    both.write(whole, middle, whole.length - middle);
    return new PrinterAnswer.Noise(Bytes.of(both.toByteArray()));
  }

  /// The power went.
  void reset() {
    autoCauses = 0;
    lateFences.clear();
  }

  /// Tells of itself what has changed, when asked to.
  void sayChange() {
    PrinterAnswer auto = senses.auto();
    if (!auto.equals(lastAuto)) {
      lastAuto = auto;
      if (autoCauses != 0) {
        say(auto);
      }
    }
  }

  /// Answers a real-time question.
  ///
  /// @param busy whether bytes or rows wait
  void answer(EscPosCommand.AskStatus ask, boolean busy) {
    switch (ask.which()) {
      case 1, 2, 3, 4 -> say(senses.status(ask.which()));
      case 17 -> ofCustom(senses.motor(busy && !senses.offline()));
      case 20 -> ofCustom(senses.full(busy));
      default -> {}
    }
  }

  private void ofCustom(PrinterAnswer answer) {
    if (model.custom()) {
      say(answer);
    }
  }

  /// Answers DLE DC4 7 1 of Epson: automatic status, asked for once.
  void answer(EscPosCommand.OtherRealtime asked) {
    if (!model.custom() && asked.bytes().equals(ASK_AUTO_STATUS)) {
      say(senses.auto());
    }
  }

  /// Answers a question whose turn has come.
  void answer(EscPosCommand.Query query, Counts counts) {
    switch (query) {
      case EscPosCommand.Fence fence -> fence(fence.id());
      case EscPosCommand.AskSensor sensor ->
          say(sensor.which() == 1 ? senses.sensor() : new PrinterAnswer.Sensor(0));
      case EscPosCommand.AskIdentity identity -> identity(identity.which());
      case EscPosCommand.AutoStatus auto -> auto(auto.causes());
      case EscPosCommand.AskCounter counter -> counter(counter.which(), counts);
      case EscPosCommand.AskTally tally -> tally(tally.which(), counts);
      case EscPosCommand.AskMouth _ -> ofCustom(senses.mouth());
      // Told from what is stored when it is asked.
      case EscPosCommand.AskSymbolSize _ -> {}
    }
  }

  /// What the unit counts for its whole life.
  record Counts(long cuts, long rows, long retracted, long switchedOn) {}

  private void auto(int causes) {
    if (model.custom()) {
      return;
    }
    autoCauses = causes;
    if (causes != 0) {
      lastAuto = senses.auto();
      say(lastAuto);
    }
  }

  private void counter(int which, Counts counts) {
    if (!model.custom() && counts()) {
      say(text(Long.toString(which == EPSON_CUTS ? counts.cuts() : counts.rows())));
    }
  }

  private boolean counts() {
    return !senses.has(new PrinterFault.NoCounters());
  }

  private void tally(int which, Counts counts) {
    if (model.custom() && counts()) {
      say(
          switch (which) {
            case PAPER_LEFT -> new PrinterAnswer.Tally(5100, "cm");
            case CUTS -> new PrinterAnswer.Tally(counts.cuts(), "cuts");
            case PRINTED_CM -> new PrinterAnswer.Tally(counts.rows() / DOTS_A_CM, "cm");
            case SWITCHED_ON -> new PrinterAnswer.Tally(counts.switchedOn(), "on");
            default -> new PrinterAnswer.Tally(counts.retracted(), "ret");
          });
    }
  }

  private void fence(Bytes id) {
    if (model.custom()) {
      return;
    }
    passed(new PrinterAnswer.FencePassed(id));
  }

  private void passed(PrinterAnswer fence) {
    if (senses.has(new PrinterFault.FenceLate())) {
      lateFences.add(fence);
    } else if (!senses.has(new PrinterFault.FenceLost())) {
      say(fence);
    }
    if (senses.has(new PrinterFault.FenceDoubled())) {
      say(fence);
    }
  }

  /// Says the fences that were kept back: they come to whoever listens now.
  void release() {
    lateFences.forEach(this::say);
    lateFences.clear();
  }

  /// GS I: 1 model number, 2 type (bit 1: a cutter), 3 ROM; 65–68 firmware, maker, model, serial.
  private void identity(int which) {
    switch (which) {
      case 1, '1' -> say(new PrinterAnswer.Sensor(0x20));
      case 2, '2' -> say(new PrinterAnswer.Sensor(0x02));
      case 3, '3' -> passed(new PrinterAnswer.Sensor(0x07));
      case 65 -> say(text("1.00 SIM"));
      case 66 -> say(text(model.maker()));
      case 67 -> say(text(senses.has(new PrinterFault.LyingName()) ? "TM-T88V" : model.type()));
      case 68 -> say(text("SIM0000001"));
      default -> say(new PrinterAnswer.Sensor(0));
    }
  }

  private static PrinterAnswer text(String text) {
    return new PrinterAnswer.TextBlock(Bytes.of(text.getBytes(StandardCharsets.US_ASCII)));
  }
}
