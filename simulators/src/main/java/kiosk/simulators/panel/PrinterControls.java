package kiosk.simulators.panel;

import java.util.Locale;
import java.util.Optional;
import kiosk.devices.link.Bytes;

/// A receipt printer as a technician's hands and eyes meet it. Methods may be called from any
/// thread.
public interface PrinterControls extends FaultControls {

  /// How much is left on the roll.
  enum Roll {
    OK,
    NEAR,
    OUT;

    /// Reads a word of the command line.
    ///
    /// @throws IllegalArgumentException when there is no such word
    public static Roll of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// What can be seen of the printer.
  ///
  /// @param ticketWaiting whether a cut ticket stands at the mouth
  /// @param paperVersion changes whenever the paper that hangs out does; 0 when none does
  /// @param tickets how many tickets have been cut in all
  record View(
      Roll roll, boolean coverOpen, boolean ticketWaiting, long paperVersion, int tickets) {}

  /// How it looks now.
  View view();

  /// The paper that hangs out of the mouth, as PNG; empty when none does.
  Optional<Bytes> paper();

  /// Changes the roll.
  void load(Roll roll);

  /// Opens or closes the cover.
  void cover(boolean open);

  /// Takes the ticket at the mouth; nothing happens when there is none.
  void take();

  /// Off and on again.
  void powerCycle();
}
