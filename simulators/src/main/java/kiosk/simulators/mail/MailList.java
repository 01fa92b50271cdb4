package kiosk.simulators.mail;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// What the list of mails shows.
///
/// @param mails the newest first
public record MailList(List<ReceivedMail> mails, ZoneId zone) {

  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm:ss", Locale.FRENCH);

  public MailList {
    mails = List.copyOf(mails);
  }

  /// When a mail came, as people say it.
  public String time(ReceivedMail mail) {
    return mail.received().atZone(zone).format(DAY_AND_TIME);
  }
}
