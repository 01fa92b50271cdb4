package kiosk.simulators.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import kiosk.devices.link.Bytes;
import kiosk.simulators.tap.LineTap;

/// Devices that are nothing but what the technician has done to them.
final class HandsOnNothing {

  private HandsOnNothing() {}

  /// Faults that are raised by remembering their names.
  abstract static class Faults implements FaultControls {
    private final List<String> raised = new ArrayList<>();

    @Override
    public List<FaultChoice> faults() {
      return List.of(new FaultChoice("mute-card", ""), new FaultChoice("delay", "ms"));
    }

    @Override
    public synchronized List<String> raised() {
      return List.copyOf(raised);
    }

    @Override
    public synchronized void raise(String name, String argument) {
      if (name.equals("delay") && argument.isEmpty()) {
        throw new IllegalArgumentException("delay takes a number of ms");
      }
      raised.add((name + " " + argument).strip());
    }

    @Override
    public synchronized void mend() {
      raised.clear();
    }
  }

  /// A slot.
  static final class Reader extends Faults implements ReaderControls {
    private final LineTap tap = LineTap.ofReader();
    private volatile String card = "";

    @Override
    public LineTap tap() {
      return tap;
    }

    @Override
    public List<CardChoice> cards() {
      return List.of(
          new CardChoice("marie", "Marie Lefèvre, situation courante", true),
          new CardChoice("nadia", "Nadia Benali, premier accès", true),
          new CardChoice("mute", "Carte muette (à l’envers)", false));
    }

    @Override
    public Optional<String> inserted() {
      return Optional.of(card).filter(id -> !id.isEmpty());
    }

    @Override
    public void insert(String id) {
      if (cards().stream().noneMatch(choice -> choice.id().equals(id))) {
        throw new IllegalArgumentException("no card " + id);
      }
      card = id;
    }

    @Override
    public void remove() {
      card = "";
    }
  }

  /// A mouth with one sheet.
  static final class Printer extends Faults implements PrinterControls {
    private final LineTap tap = LineTap.ofPrinter(false);
    private volatile Roll roll = Roll.OK;
    private volatile boolean coverOpen;
    private volatile Output output = Output.EMPTY;
    private volatile OptionalInt retracted = OptionalInt.empty();
    private volatile Bytes sheet = Bytes.EMPTY;

    void printed(Bytes png, Output how) {
      sheet = png;
      output = how;
    }

    void retracted(int papers) {
      take();
      retracted = OptionalInt.of(papers);
    }

    @Override
    public LineTap tap() {
      return tap;
    }

    @Override
    public View view() {
      return new View(roll, coverOpen, output, output == Output.EMPTY ? 0 : 1, 1, retracted);
    }

    @Override
    public Optional<Bytes> paper() {
      return Optional.of(sheet).filter(png -> png.length() > 0);
    }

    @Override
    public void load(Roll wanted) {
      roll = wanted;
    }

    @Override
    public void cover(boolean open) {
      coverOpen = open;
    }

    @Override
    public void take() {
      sheet = Bytes.EMPTY;
      output = Output.EMPTY;
    }

    @Override
    public void powerCycle() {
      mend();
    }
  }
}
