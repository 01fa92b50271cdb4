package kiosk.simulators.tap;

import java.util.List;
import kiosk.devices.link.RecordingLink.Passage;

/// Puts the bytes of one line into words, from its plugging in on.
sealed interface Words permits TwinWords, PrinterWords {

  /// What is whole with these bytes, in order.
  List<Said> hear(Passage passage);
}
