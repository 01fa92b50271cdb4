package kiosk.server.email;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// What the account takes as an address: less than RFC 5321 allows, because a person must be able
/// to read it aloud and every provider must deliver to it. A dot in the domain, no quoted local
/// part, no address literal, a top-level domain that is not a number. And for how long: the figures
/// of rules E2, E7 and E8.
///
/// @param dropPlusTag whether `anne+caisse@…` and `anne@…` count as one address (rule E1)
/// @param checksASession how many addresses one session may try (rule E2)
/// @param mailsAnHour most mails to one account in an hour (rule E8)
/// @param linkDays how long a link confirms, in exact 24-hour days (rule E7)
/// @param keptDays how long an address waits for its confirmation before it is erased; no fewer
///     than `linkDays`
public record EmailPolicy(
    boolean dropPlusTag, int checksASession, int mailsAnHour, int linkDays, int keptDays) {

  /// As the rules say.
  public static final EmailPolicy STANDARD = new EmailPolicy(false, 3, 5, 7, 21);

  public EmailPolicy {
    if (checksASession < 1 || mailsAnHour < 1 || linkDays < 1 || keptDays < linkDays) {
      throw new IllegalArgumentException("figures of addresses out of order");
    }
  }

  /// How long a link confirms.
  public Duration linkLife() {
    return Duration.ofDays(linkDays);
  }

  /// How long an address waits for its confirmation before it is erased.
  public Duration keptLife() {
    return Duration.ofDays(keptDays);
  }

  /// Reads an address as a person typed it.
  public Optional<EmailAddress> read(String typed) {
    return Mailbox.parse(typed)
        .filter(
            mailbox -> !mailbox.quoted() && !mailbox.literal() && publicDomain(mailbox.domain()))
        .map(mailbox -> new EmailAddress(mailbox.address(), key(mailbox)));
  }

  private static boolean publicDomain(String domain) {
    int dot = domain.lastIndexOf('.');
    return dot > 0 && domain.substring(dot + 1).chars().anyMatch(c -> c < '0' || c > '9');
  }

  /// Two addresses with one key are the same address (rule E1).
  private String key(Mailbox mailbox) {
    String local = mailbox.localPart();
    int plus = local.indexOf('+');
    String kept = dropPlusTag && plus > 0 ? local.substring(0, plus) : local;
    return (kept + "@" + mailbox.domain()).toLowerCase(Locale.ROOT);
  }
}
