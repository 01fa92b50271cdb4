package kiosk.devices.journal;

import java.util.OptionalLong;

/// A printer's own counts, which outlive its power and ours.
///
/// @param cuts of its whole life
/// @param retracted tickets pulled back in its whole life
public record Tally(OptionalLong cuts, OptionalLong retracted) {

  /// A printer that did not say.
  public static final Tally UNKNOWN = new Tally(OptionalLong.empty(), OptionalLong.empty());

  /// How many cuts there were since an earlier tally; empty when either is unknown.
  public OptionalLong cutsSince(Tally before) {
    return difference(before.cuts, cuts);
  }

  /// How many tickets were pulled back since an earlier tally; empty when either is unknown.
  public OptionalLong retractedSince(Tally before) {
    return difference(before.retracted, retracted);
  }

  private static OptionalLong difference(OptionalLong before, OptionalLong after) {
    return before.isPresent() && after.isPresent()
        ? OptionalLong.of(after.getAsLong() - before.getAsLong())
        : OptionalLong.empty();
  }
}
