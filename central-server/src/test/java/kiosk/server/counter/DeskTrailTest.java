package kiosk.server.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import kiosk.server.account.AccountFixture;
import kiosk.server.attestation.DocumentOffice.Outcome;
import kiosk.server.attestation.DocumentOffice.Wanted;
import kiosk.server.attestation.DocumentRegister.VoidReason;
import kiosk.server.counter.DeskCounter.Issue;
import kiosk.server.counter.DeskCounter.Search;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every deed of the desk, one after the other, and the whole trail that they leave.
@ExtendWith(CleanDatabase.class)
final class DeskTrailTest {

  private static final String MARIE = "2840344109528";
  private static final String DENIS = "denis";

  private static final String TRAIL =
      """
      SELECT string_agg(concat_ws(' ', to_char(at AT TIME ZONE 'UTC', 'HH24:MI'), actor, action,
        i.surname, detail), E'\\n' ORDER BY number)
      FROM audit_line LEFT JOIN insured i ON i.id = insured_id""";

  private final AccountFixture fixture;
  private final DeskCounter counter;

  DeskTrailTest(Database database) {
    this.fixture = new AccountFixture(database);
    this.counter = fixture.counter();
  }

  @BeforeEach
  void plant() {
    fixture.plant();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void c1_c9_e10_everyDeedOfTheDeskIsInTheTrailOnceAndNothingPersonalIs() {
    Outcome.Issued paper = paper();
    String printed = fixture.row("SELECT verification_code FROM document");
    UUID id = ((Search.Found) later(() -> counter.find(DENIS, MARIE).await())).id();
    later(() -> counter.checkIdentity(DENIS, id, IdentityProof.PASSPORT).await());
    fixture.row("UPDATE access_code SET locked = true RETURNING 1");
    assertThat(later(() -> counter.unlock(DENIS, id, 0).await())).isEmpty();
    Issue.Issued sheet = (Issue.Issued) later(() -> counter.issueCode(DENIS, id, 1).await());
    assertThat(later(() -> counter.deactivateAddress(DENIS, id, 2).await())).isEmpty();
    assertThat(later(() -> counter.document(DENIS, printed).await())).isPresent();
    assertThat(later(() -> counter.withdraw(DENIS, printed, VoidReason.MISTAKE).await())).isTrue();
    later(() -> counter.close(DENIS, id).await());

    assertThat(fixture.row(TRAIL))
        .isEqualTo(
            """
            08:00 portal document.issued DURAND ATTESTATION_DROITS %1$s
            08:01 desk:denis desk.opened DURAND case %2$s
            08:02 desk:denis desk.identity DURAND PASSPORT
            08:03 desk:denis code.unlocked DURAND\s
            08:04 desk:denis code.issued DURAND provisional
            08:05 desk:denis email.deactivated DURAND\s
            08:06 desk:denis document.looked document %1$s
            08:07 desk:denis document.voided DURAND document %1$s MISTAKE
            08:08 desk:denis desk.closed DURAND case %2$s"""
                .formatted(paper.document(), id));
    assertThat(fixture.row("SELECT string_agg(line::text, ' ') FROM audit_line line"))
        .doesNotContainIgnoringCase(
            MARIE, "109528", "durand", "marie", "exemple.test", "44000", "19840317", printed)
        .doesNotContain("," + sheet.digits() + ",");
    assertThat(fixture.auditBroken()).isEmpty();
  }

  private Outcome.Issued paper() {
    long marie = Long.parseLong(fixture.row("SELECT id FROM insured WHERE surname = 'DURAND'"));
    return (Outcome.Issued)
        fixture.documentOffice().issue(marie, new Wanted.Rights(), "portal").await();
  }

  /// Does something a minute after what was done before.
  private <T> T later(Supplier<T> deed) {
    fixture.advance(Duration.ofMinutes(1));
    return deed.get();
  }
}
