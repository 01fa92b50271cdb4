package kiosk.devices.printer;

import java.util.List;

/// How far a job has come. A paper is believed only as far as the printer has shown it.
public sealed interface PrintProgress {

  /// The bytes are made; nothing is sent.
  record Prepared(int bytes) implements PrintProgress {}

  /// The printer said that it can print now.
  record Checked() implements PrintProgress {}

  /// Bytes are on the line.
  record Sending(int sent, int total) implements PrintProgress {}

  /// The printer said that the lines are on the paper (first fence).
  record Printed() implements PrintProgress {}

  /// The printer said that the cut is done (second fence) and the cutter is well.
  record Cut() implements PrintProgress {}

  /// The ticket stands at the mouth, within reach.
  record Presented() implements PrintProgress {}

  /// The job's end: there is exactly one.
  sealed interface End extends PrintProgress {

    /// What was seen, in order: fences, sensors, counters; nothing personal.
    List<String> evidence();
  }

  /// The ticket was seen to leave.
  record Taken(List<String> evidence) implements End {}

  /// The ticket was pulled back into the bin.
  record Retracted(List<String> evidence) implements End {}

  /// The ticket is out; this unit has no sensor that could see it taken.
  record EjectedUnseen(List<String> evidence) implements End {}

  /// Not one byte of the ticket was sent: trying again is safe.
  record Refused(PrintTrouble trouble, List<String> evidence) implements End {}

  /// A part of the ticket is on paper.
  record Spoiled(PrintTrouble trouble, List<String> evidence) implements End {}

  /// Nobody can tell what is on paper.
  record Unknown(PrintTrouble trouble, List<String> evidence) implements End {}
}
