package kiosk.devices.journal;

import java.util.UUID;

/// One line of the journal. It has no room for anything that stands on the paper.
///
/// @param bytes how many there are to send
/// @param tally the printer's counts, once asked for
public record JobNote(UUID job, JobStage stage, int bytes, Tally tally) {}
