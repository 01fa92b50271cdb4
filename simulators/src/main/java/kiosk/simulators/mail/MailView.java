package kiosk.simulators.mail;

import java.time.ZoneId;
import java.util.List;

/// What the page of one mail shows.
public record MailView(ReceivedMail mail, ZoneId zone) {

  /// When it came, as people say it.
  public String time() {
    return new MailList(List.of(mail), zone).time(mail);
  }
}
