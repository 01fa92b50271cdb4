package kiosk.simulators.panel;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import kiosk.devices.link.Bytes;

/// A receipt printer as a technician's hands and eyes meet it. Methods may be called from any
/// thread.
public interface PrinterControls extends FaultControls, LineControls {

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

  /// What is at the printer's mouth.
  enum Output {
    /// Nothing.
    EMPTY,
    /// Paper that is not cut yet.
    PRINTING,
    /// A ticket that hangs where it was cut, held by nothing.
    LOOSE,
    /// A ticket that the presenter holds until somebody takes it.
    HELD,
    /// A ticket that the presenter holds until its timer ends.
    HELD_FOR_NOW;

    /// Whether a cut ticket can be taken.
    public boolean isTicket() {
      return this != EMPTY && this != PRINTING;
    }
  }

  /// What can be seen of the printer.
  ///
  /// @param output what is at the mouth
  /// @param paperVersion changes whenever the paper that hangs out does; 0 when none does
  /// @param tickets how many tickets have been cut in all
  /// @param retracted how many of them lie in the bin; empty where there is no retractor
  record View(
      Roll roll,
      boolean coverOpen,
      Output output,
      long paperVersion,
      int tickets,
      OptionalInt retracted) {}

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
