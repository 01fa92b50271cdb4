package kiosk.server.verifier;

import java.util.Optional;
import kiosk.server.attestation.DocumentRegister.Verdict;

/// What the page shows: the form, and above it the answer to what was asked, if anything was.
///
/// @param limited whether too much was asked from this address, so that nothing was looked up
public record VerifierPage(Words words, Optional<Verdict> verdict, boolean limited) {

  /// The first heading, which is also the page's title.
  public String title() {
    return words.get(subject() + ".title");
  }

  /// What stands under it.
  public String text() {
    return words.get(subject() + ".text");
  }

  /// The colour and the symbol beside the title; never the colour alone.
  public String tone() {
    return limited ? "warning" : verdict.map(VerifierPage::tone).orElse("question");
  }

  private String subject() {
    return limited ? "limited" : verdict.map(VerifierPage::key).orElse("ask");
  }

  private static String key(Verdict verdict) {
    return switch (verdict) {
      case AUTHENTIC -> "authentic";
      case VOIDED -> "voided";
      case UNKNOWN -> "unknown";
    };
  }

  private static String tone(Verdict verdict) {
    return verdict == Verdict.AUTHENTIC ? "success" : "warning";
  }
}
