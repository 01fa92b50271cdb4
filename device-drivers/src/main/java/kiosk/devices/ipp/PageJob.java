package kiosk.devices.ipp;

import java.nio.ByteBuffer;
import java.util.UUID;

/// One document to print once.
///
/// @param id names the job at the printer, in journals and logs
/// @param pdf the document; held in memory only, not copied
public record PageJob(UUID id, ByteBuffer pdf) {

  public PageJob {
    pdf = pdf.asReadOnlyBuffer();
  }

  /// The name only.
  @Override
  public String toString() {
    return "PageJob[" + id + "]";
  }
}
