package kiosk.simulators.panel;

import java.util.List;
import java.util.Locale;
import kiosk.devices.link.RecordingLink.Direction;
import kiosk.simulators.tap.Passed;

/// One thing that has passed on a line, as the page shows it.
///
/// @param number of the thing, see [Passed#number()]
/// @param at seconds
/// @param way an arrow: to the device or from it
/// @param personal what may be a person's, or [#HIDDEN]; empty when nothing may
public record LineView(
    long number, String at, String way, String name, String detail, String personal) {

  /// Stands for what is not shown.
  static final String HIDDEN = "•••";

  /// @param personal whether personal data leaves the server
  static LineView of(Passed one, boolean personal) {
    String secret = one.said().personal();
    return new LineView(
        one.number(),
        String.format(Locale.ROOT, "%.3f", one.at().toNanos() / 1e9),
        one.direction() == Direction.OUT ? "→" : "←",
        one.said().name(),
        one.said().detail(),
        personal || secret.isEmpty() ? secret : HIDDEN);
  }

  /// What has passed on a line since the thing of this number.
  static List<LineView> since(long number, LineControls line, boolean personal) {
    return line.tap().since(number).stream().map(one -> of(one, personal)).toList();
  }
}
