package kiosk.simulators.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Properties;
import java.util.concurrent.TimeoutException;
import kiosk.simulators.mail.MailSink.Answer;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sink as a sender of real mail meets it.
final class MailSinkTest {

  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-03-02T11:00:00Z"));
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;
  private MailSink sink;

  @BeforeEach
  void open() throws IOException {
    sink = MailSink.start(0, folder, NOON);
  }

  @AfterEach
  void close() {
    sink.close();
  }

  @Test
  void aMailIsReadAsItsSenderMeantIt() throws Exception {
    send("été@exemple.test", "Confirmation de votre adresse — été");

    ReceivedMail mail = sink.await(m -> m.subject().contains("été"), PATIENCE);

    assertThat(mail.from()).isEqualTo("Votre Assurance Maladie <ne-pas-repondre@exemple.test>");
    assertThat(mail.recipients()).containsExactly("prenom@exemple.test");
    assertThat(mail.subject()).isEqualTo("Confirmation de votre adresse — été");
    assertThat(mail.received()).isEqualTo(NOON.instant());
    assertThat(mail.text()).contains("Bonjour, voici le lien");
    assertThat(mail.html()).hasValueSatisfying(html -> assertThat(html).contains("<b>lien</b>"));
    assertThat(mail.links()).containsExactly("http://127.0.0.1:8080/confirm?t=a-b_c");
    assertThat(mail.attachments()).containsExactly("œuvre.txt");
    assertThat(mail.messageId()).isEqualTo("<one@exemple.test>");
    assertThat(new String(mail.raw().toArray(), StandardCharsets.UTF_8))
        .startsWith("X-Envelope-To: prenom@exemple.test\r\n")
        .contains("Message-ID: <one@exemple.test>");
  }

  @Test
  void mailsOutliveTheSink() throws Exception {
    send("a@exemple.test", "first");
    send("b@exemple.test", "second");
    sink.close();

    sink = MailSink.start(0, folder, NOON);
    send("c@exemple.test", "third");

    assertThat(sink.messages())
        .extracting(ReceivedMail::subject)
        .containsExactly("first", "second", "third");
    assertThat(sink.messages()).extracting(ReceivedMail::number).containsExactly(1, 2, 3);
    assertThat(sink.find(2))
        .map(ReceivedMail::recipients)
        .hasValueSatisfying(to -> assertThat(to).containsExactly("prenom@exemple.test"));
  }

  @Test
  void aSenderIsToldToTryLaterOrToGiveUp() throws Exception {
    sink.answer(Answer.TRY_LATER);
    assertThatThrownBy(() -> send("a@exemple.test", "x"))
        .isInstanceOfSatisfying(
            SMTPSendFailedException.class, e -> assertThat(e.getReturnCode()).isEqualTo(451));

    sink.answer(Answer.REFUSE);
    assertThatThrownBy(() -> send("a@exemple.test", "x"))
        .isInstanceOfSatisfying(
            SMTPSendFailedException.class, e -> assertThat(e.getReturnCode()).isEqualTo(554));

    sink.answer(Answer.ACCEPT);
    send("a@exemple.test", "x");
    assertThat(sink.messages()).hasSize(1);
  }

  @Test
  void waitingEndsWhenNoMailComes() {
    assertThatThrownBy(() -> sink.await(mail -> true, Duration.ofMillis(1)))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void aPortThatIsTakenIsSaid() {
    assertThatIOException()
        .isThrownBy(() -> MailSink.start(sink.port(), folder, NOON))
        .withMessage("the SMTP port " + sink.port() + " cannot be opened");
  }

  private void send(String replyTo, String subject) throws MessagingException, IOException {
    Properties settings = new Properties();
    settings.put("mail.smtp.host", "127.0.0.1");
    settings.put("mail.smtp.port", String.valueOf(sink.port()));
    MimeMessage mail =
        new MimeMessage(Session.getInstance(settings)) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<one@exemple.test>");
          }
        };
    mail.setFrom(new InternetAddress("ne-pas-repondre@exemple.test", "Votre Assurance Maladie"));
    mail.setRecipients(Message.RecipientType.TO, "prenom@exemple.test");
    mail.setHeader("X-Reply", replyTo);
    mail.setSubject(subject, "UTF-8");
    mail.setContent(content());
    Transport.send(mail);
  }

  private static Multipart content() throws MessagingException {
    MimeBodyPart text = new MimeBodyPart();
    text.setText("Bonjour, voici le lien :\nhttp://127.0.0.1:8080/confirm?t=a-b_c\n", "UTF-8");
    MimeBodyPart html = new MimeBodyPart();
    html.setText("<p>Bonjour, voici le <b>lien</b></p>", "UTF-8", "html");
    MimeBodyPart both = new MimeBodyPart();
    both.setContent(new MimeMultipart("alternative", text, html));
    MimeBodyPart file = new MimeBodyPart();
    file.setText("pièce", "UTF-8");
    file.setFileName("œuvre.txt");
    file.setDisposition(MimeBodyPart.ATTACHMENT);
    return new MimeMultipart("mixed", both, file);
  }
}
