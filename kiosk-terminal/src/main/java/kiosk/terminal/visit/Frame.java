package kiosk.terminal.visit;

import java.util.Optional;
import kiosk.contract.fleet.Figures;

/// All that the page shows at one moment: the screen and what stands around it.
///
/// @param screen the middle zone
/// @param appearance chosen on the first screen, kept for the whole visit, then reset
/// @param step "2/4" in the top band (rule O4)
/// @param canGoBack whether *Revenir* does something here
/// @param canStop whether *Arrêter* does something here
/// @param figures what sentences say of the account's rules
public record Frame(
    ScreenModel screen,
    Appearance appearance,
    Optional<StepOf> step,
    boolean canGoBack,
    boolean canStop,
    Figures figures) {

  /// How the person wants it.
  ///
  /// @param language `fr` or `en`
  /// @param lowLayout every control in the lower half (wheel-chair)
  /// @param highContrast black, white, yellow
  public record Appearance(String language, boolean lowLayout, boolean highContrast) {

    /// French, standing, ordinary colours.
    public static final Appearance DEFAULT = new Appearance("fr", false, false);
  }

  /// Where in a numbered path (rule O4).
  ///
  /// @param number from 1
  public record StepOf(int number, int of) {}
}
