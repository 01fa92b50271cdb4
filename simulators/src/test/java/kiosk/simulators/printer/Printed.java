package kiosk.simulators.printer;

import java.util.ArrayList;
import java.util.List;
import kiosk.devices.escpos.AnswerEncoder;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.link.Bytes;
import kiosk.simulators.paper.PrintedTicket;

/// The printer's engine by itself: no line, no time, and everything that comes out of it.
final class Printed implements PrintEngine.Outlet {

  private final List<PrintedTicket> tickets = new ArrayList<>();
  private final List<Bytes> answers = new ArrayList<>();
  private final PrintEngine engine;

  Printed() {
    this(PrinterModel.EPSON_TM);
  }

  Printed(PrinterModel model) {
    engine = new PrintEngine(model, false, this);
  }

  void receive(Bytes bytes) {
    for (int from = 0; from < bytes.length(); from += 64) {
      Bytes piece = bytes.slice(from, Math.min(from + 64, bytes.length()));
      engine.receive(piece.toArray(), piece.length(), 0, 0);
      engine.run(0);
    }
  }

  void finish() {
    engine.finish(0);
  }

  PrintEngine engine() {
    return engine;
  }

  List<PrintedTicket> tickets() {
    return tickets;
  }

  List<Bytes> answers() {
    return answers;
  }

  @Override
  public void answer(PrinterAnswer answer) {
    answers.add(Bytes.of(AnswerEncoder.encode(answer)));
  }

  @Override
  public void ticket(PrintedTicket ticket) {
    tickets.add(ticket);
  }

  @Override
  public void powerCycled() {
    answers.clear();
  }
}
