package kiosk.simulators.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import kiosk.devices.link.Bytes;

/// A mail as it came in.
///
/// @param number from 1, in the order of arrival
/// @param received when the sink took it over
/// @param from as the reader of the mail sees it: name and address
/// @param recipients the addresses of the envelope
/// @param messageId the sender's name for it: the same again means a repeated delivery
/// @param text the plain part; empty when there is none
/// @param html the HTML part
/// @param attachments names of files
/// @param raw every byte that came over the line
public record ReceivedMail(
    int number,
    Instant received,
    String from,
    List<String> recipients,
    String subject,
    String messageId,
    String text,
    Optional<String> html,
    List<String> attachments,
    Bytes raw) {

  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");

  public ReceivedMail {
    recipients = List.copyOf(recipients);
    attachments = List.copyOf(attachments);
  }

  /// Whether the envelope names this address.
  public boolean isFor(String address) {
    return recipients.stream().anyMatch(address::equalsIgnoreCase);
  }

  /// The links of the plain part, from top to bottom.
  public List<String> links() {
    return LINK.matcher(text).results().map(MatchResult::group).toList();
  }

  /// The number only: everything else is personal.
  @Override
  public String toString() {
    return "ReceivedMail[" + number + "]";
  }
}
