package kiosk.simulators.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import kiosk.simulators.mail.MailSink.Answer;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;

/// One mail on its way in: MAIL, RCPT once or more, DATA (RFC 5321, section 3.3).
final class Delivery implements MessageHandler {

  private final Mailbox mailbox;
  private final Supplier<Answer> answer;
  private final List<String> recipients = new ArrayList<>();

  Delivery(Mailbox mailbox, Supplier<Answer> answer) {
    this.mailbox = mailbox;
    this.answer = answer;
  }

  @Override
  public void from(String from) throws RejectException {
    switch (answer.get()) {
      case ACCEPT -> recipients.clear();
      case TRY_LATER -> throw new RejectException(451, "4.3.0 Try again later");
      case REFUSE -> throw new RejectException(554, "5.7.1 Refused");
    }
  }

  @Override
  public void recipient(String recipient) {
    recipients.add(recipient);
  }

  @Override
  public String data(InputStream data) throws IOException {
    mailbox.add(recipients, data.readAllBytes());
    return "2.0.0 Taken";
  }

  @Override
  public void done() {}
}
