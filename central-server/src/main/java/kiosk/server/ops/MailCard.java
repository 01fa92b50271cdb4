package kiosk.server.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import kiosk.server.mail.MailLedger;

/// The state of the mails at a moment.
///
/// @param giveUpDays how many days a mail is tried for
public record MailCard(MailLedger.Standing standing, long giveUpDays, Instant now) {

  /// How long the oldest has waited.
  public Optional<Duration> oldest() {
    return standing.oldest().map(this::since);
  }

  public Duration since(Instant then) {
    return Duration.between(then, now);
  }

  /// The colour beside the word of a state.
  public String tone(MailLedger.State state) {
    return switch (state) {
      case WAITING, SENT, SUPERSEDED -> "warning";
      case GIVEN_UP, BOUNCED, EXPIRED -> "danger";
    };
  }
}
