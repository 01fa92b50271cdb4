package kiosk.server.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import kiosk.server.account.AccountFixture;
import kiosk.server.attestation.DocumentOffice.Outcome;
import kiosk.server.attestation.DocumentOffice.Refusal;
import kiosk.server.attestation.DocumentOffice.Wanted;
import kiosk.server.attestation.DocumentRegister.Entry;
import kiosk.server.attestation.DocumentRegister.Kind;
import kiosk.server.attestation.DocumentRegister.Period;
import kiosk.server.attestation.DocumentRegister.Verdict;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.payment.Payment;
import kiosk.server.payment.PaymentBook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A person's documents of all kinds (rule S1), on a real database.
@ExtendWith(CleanDatabase.class)
final class DocumentOfficeTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 3, 20);
  private static final String ACTOR = "portal";

  private final AccountFixture fixture;
  private final Database database;
  private long marie;
  private long paul;

  DocumentOfficeTest(Database database) {
    this.database = database;
    this.fixture = new AccountFixture(database);
  }

  @BeforeEach
  void plant() {
    fixture.plant();
    marie = Long.parseLong(fixture.row("SELECT id FROM insured WHERE surname = 'DURAND'"));
    paul = Long.parseLong(fixture.row("SELECT id FROM insured WHERE surname = 'MOREL'"));
    pay(Payment.Kind.ALLOWANCE, TODAY.minusDays(40), TODAY.minusDays(30));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void s1_eachKindIsIssuedListedReadByItsPersonOnlyAndVerified() {
    YearMonth february = YearMonth.of(2026, 2);
    UUID rights = issued(new Wanted.Rights());
    UUID allowances = issued(new Wanted.Allowances(TODAY.minusDays(60), TODAY));
    UUID statement = issued(new Wanted.Statement(february));

    List<Entry> listed = fixture.documentOffice().list(marie).await();
    assertThat(listed)
        .extracting(Entry::id)
        .containsExactlyInAnyOrder(rights, allowances, statement);
    assertThat(listed).extracting(Entry::kind).containsExactlyInAnyOrder(Kind.values());
    assertThat(listed)
        .filteredOn(entry -> entry.kind() == Kind.RELEVE_MENSUEL)
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.period())
                    .contains(new Period(february.atDay(1), february.atEndOfMonth())));
    for (Entry entry : listed) {
      byte[] pdf = fixture.documentOffice().read(marie, entry.id()).await().orElseThrow();
      assertThat(new String(pdf, StandardCharsets.ISO_8859_1)).startsWith("%PDF-1.7");
      assertThat(fixture.documentOffice().read(paul, entry.id()).await()).isEmpty();
      assertThat(verify(entry.code())).isEqualTo(Verdict.AUTHENTIC);
    }
    assertThat(fixture.documentOffice().list(paul).await()).isEmpty();
    assertThat(fixture.row("SELECT count(*) FROM audit_line WHERE action LIKE '%.issued'"))
        .isEqualTo("3");
  }

  @Test
  void s1_theLast27MonthsAreOfferedAndNoOther() {
    List<YearMonth> months = fixture.documentOffice().months();
    assertThat(months)
        .hasSize(27)
        .startsWith(YearMonth.of(2026, 2))
        .endsWith(YearMonth.of(2023, 12));
    assertThat(issue(marie, new Wanted.Statement(months.getLast())))
        .isInstanceOf(Outcome.Issued.class);
    for (YearMonth other : List.of(YearMonth.of(2026, 3), YearMonth.of(2023, 11))) {
      assertThat(issue(marie, new Wanted.Statement(other))).isEqualTo(Refusal.PERIOD);
    }
  }

  @Test
  void s1_aPeriodOfAllowancesIsOneThatCanHaveBeenPaid() {
    LocalDate earliest = fixture.documentOffice().earliest();
    assertThat(issue(marie, new Wanted.Allowances(earliest, TODAY)))
        .isInstanceOf(Outcome.Issued.class);
    List.of(
            new Wanted.Allowances(earliest.minusDays(1), TODAY),
            new Wanted.Allowances(TODAY, TODAY.plusDays(1)),
            new Wanted.Allowances(TODAY, TODAY.minusDays(1)))
        .forEach(asked -> assertThat(issue(marie, asked)).isEqualTo(Refusal.PERIOD));
    assertThat(issue(marie, new Wanted.Allowances(TODAY.minusDays(29), TODAY)))
        .as("the day after the last one that was paid")
        .isEqualTo(Refusal.NOTHING_PAID);
    assertThat(issue(marie, new Wanted.Allowances(TODAY.minusDays(30), TODAY)))
        .isInstanceOf(Outcome.Issued.class);
  }

  @Test
  void s1_withoutRightsThereIsNoAttestation() {
    assertThat(issue(paul, new Wanted.Rights())).isEqualTo(Refusal.NO_RIGHTS);
  }

  private UUID issued(Wanted wanted) {
    return ((Outcome.Issued) issue(marie, wanted)).document();
  }

  private Outcome issue(long insured, Wanted wanted) {
    return fixture.documentOffice().issue(insured, wanted, ACTOR).await();
  }

  private Verdict verify(String code) {
    return database.withConnection(c -> fixture.documents().verify(c, code)).await();
  }

  private void pay(Payment.Kind kind, LocalDate from, LocalDate to) {
    Payment payment = new Payment(kind, "Maladie", from, to, to.plusDays(3), 44_191, 41_230);
    database.inTransaction(tx -> new PaymentBook().begin(tx, marie, List.of(payment))).await();
  }
}
