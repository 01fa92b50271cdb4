package kiosk.server.ops;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import kiosk.server.attestation.DocumentRegister.Entry;
import kiosk.server.attestation.DocumentRegister.VoidReason;

/// A document before the desk, by its printed code.
///
/// @param fault a sentence about what was not done, or empty
/// @param askPassword whether the agent's password must come with the withdrawal
public record PaperView(Frame frame, Entry document, String fault, boolean askPassword) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").withZone(ZoneId.of("Europe/Paris"));

  /// When it was issued.
  public String issued() {
    return TIME.format(document.issuedAt());
  }

  /// The reasons for which a document is withdrawn, in the order of the page.
  public VoidReason[] reasons() {
    return VoidReason.values();
  }
}
