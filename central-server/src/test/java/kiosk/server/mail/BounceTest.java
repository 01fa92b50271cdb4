package kiosk.server.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import kiosk.server.account.AccountFixture;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Mails that come back.
@ExtendWith(CleanDatabase.class)
final class BounceTest {

  private static final String ID = "<0b9f3c1e@exemple.test>";

  private final AccountFixture fixture;
  private final Database database;

  @TempDir private Path folder;

  BounceTest(Database database) {
    this.database = database;
    this.fixture = new AccountFixture(database);
  }

  @BeforeEach
  void plant() {
    fixture.plant();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /// The form of RFC 3464, appendix E, with our own names.
  @Test
  void aReportSaysWhichMailCameBackAndWhy() {
    assertThat(read(report("failed", "5.1.1", "message/rfc822"))).contains(new Bounce(ID, "5.1.1"));
    assertThat(read(report("failed", "5.2.2", "text/rfc822-headers")))
        .contains(new Bounce(ID, "5.2.2"));
    assertThat(read(report("delayed", "4.4.1", "message/rfc822"))).as("not for ever").isEmpty();
    assertThat(read("Subject: absence\r\n\r\nJe suis en vacances. Action: failed")).isEmpty();
    assertThat(read("")).isEmpty();
  }

  @Test
  void aReportThatWasTornOrAlteredIsReadOrLeftAndNothingElse() {
    byte[] whole = report("failed", "5.1.1", "message/rfc822").getBytes(UTF_8);
    Random random = new Random(3464);
    for (int i = 0; i < 2_000; i++) {
      byte[] torn = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      for (int j = random.nextInt(8); j > 0 && torn.length > 0; j--) {
        torn[random.nextInt(torn.length)] = (byte) random.nextInt(256);
      }
      Optional<Bounce> read = Bounce.read(torn);
      read.ifPresent(bounce -> assertThat(bounce.messageId()).startsWith("<").endsWith(">"));
    }
  }

  @Test
  void aBounceInTheFolderIsRecordedOnceAndShownToOperations() throws Exception {
    fixture.enter("BENALI", "nadia@exemple.test");
    String id = fixture.row("SELECT message_id FROM mail_outbox");
    run("UPDATE mail_outbox SET state = 'SENT', sealed = NULL");
    BounceFolder bounces =
        new BounceFolder(fixture.vertx(), database, fixture.outbox(), folder, fixture.clock());
    assertThat(bounces.look().await()).as("no folder yet").isZero();
    Path arrived = Files.createDirectories(folder.resolve("new"));
    Files.writeString(
        arrived.resolve("1"), report("failed", "5.1.1", "message/rfc822").replace(ID, id));
    Files.writeString(arrived.resolve("2"), report("failed", "5.1.1", "message/rfc822"));
    Files.writeString(arrived.resolve("3"), "no mail at all");
    assertThat(bounces.look().await()).isEqualTo(1);
    assertThat(bounces.look().await()).isZero();
    try (Stream<Path> read = Files.list(folder.resolve("cur"))) {
      assertThat(read).hasSize(3);
    }
    MailLedger.Standing standing = new MailLedger(database, Duration.ofDays(3)).standing().await();
    assertThat(standing.bounced()).isEqualTo(1);
    assertThat(standing.troubled())
        .extracting(MailLedger.Troubled::state, MailLedger.Troubled::fault)
        .containsExactly(tuple(MailLedger.State.BOUNCED, "5.1.1"));
  }

  private void run(String sql) {
    database.withConnection(c -> c.query(sql).execute()).await();
  }

  private static Optional<Bounce> read(String mail) {
    return Bounce.read(mail.getBytes(UTF_8));
  }

  private static String report(String action, String status, String part) {
    return String.join(
        "\r\n",
        List.of(
            "From: Mail Delivery Subsystem <MAILER-DAEMON@relais.exemple.test>",
            "To: ne-pas-repondre@exemple.test",
            "Subject: Returned mail",
            "MIME-Version: 1.0",
            "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b1\"",
            "",
            "--b1",
            "",
            "The mail could not be delivered.",
            "--b1",
            "Content-Type: message/delivery-status",
            "",
            "Reporting-MTA: dns; relais.exemple.test",
            "",
            "Final-Recipient: rfc822; quelquun@exemple.test",
            "Action: " + action,
            "Status: " + status,
            "",
            "--b1",
            "Content-Type: " + part,
            "",
            "Message-ID: " + ID,
            "Subject: Votre compte ameli",
            "",
            "--b1--",
            ""));
  }
}
