package kiosk.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActContent.IssueAllowances;
import kiosk.contract.act.ActContent.IssueAttestation;
import kiosk.contract.act.ActContent.IssueStatement;
import kiosk.contract.act.ActContent.LogIn;
import kiosk.contract.act.ActContent.PaperOutcome;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.ActReply.AttestationFault;
import kiosk.contract.act.PaymentPaper;
import kiosk.contract.fleet.Figures;
import kiosk.contract.visit.ReadDocument;
import kiosk.server.attestation.DocumentRegister.Verdict;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.payment.Payment;
import kiosk.server.payment.PaymentBook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Papers about payments at a kiosk, and what becomes of a document whose paper is spoiled (rule
/// S1).
@ExtendWith(CleanDatabase.class)
final class PapersTest {

  private static final String HALL = "hall-1";
  private static final String MARIE = "2840344109528";
  private static final String NADIA = "2910675056321";
  private static final LocalDate PAID_ON = LocalDate.of(2026, 2, 18);
  private static final YearMonth FEBRUARY = YearMonth.from(PAID_ON);

  private final AccountFixture fixture;
  private final Database database;
  private String session = "";

  PapersTest(Database database) {
    this.database = database;
    this.fixture = new AccountFixture(database);
  }

  @BeforeEach
  void marieWasPaidAnAllowance() {
    fixture.plant();
    long marie = Long.parseLong(fixture.row("SELECT id FROM insured WHERE surname = 'DURAND'"));
    Payment payment =
        new Payment(
            Payment.Kind.ALLOWANCE,
            "Maladie",
            PAID_ON.minusDays(12),
            PAID_ON.minusDays(3),
            PAID_ON,
            44_191,
            41_230);
    database.inTransaction(tx -> new PaymentBook().begin(tx, marie, List.of(payment))).await();
    session = logIn(MARIE, "73059628").session();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void s1_allowancesOfAPeriodAreIssuedAndKept() {
    LocalDate from = FEBRUARY.atDay(1);
    PaymentPaper paper = issued(new IssueAllowances(session, from, today()));
    assertThat(paper.kind()).isEqualTo(PaymentPaper.Kind.ALLOWANCES);
    assertThat(paper.holder().nir()).as("I4: an official document").hasSize(15).startsWith(MARIE);
    assertThat(paper.from()).isEqualTo(from);
    assertThat(paper.to()).isEqualTo(today());
    assertThat(paper.payments())
        .containsExactly(
            new PaymentPaper.Payment(
                "Maladie", PAID_ON.minusDays(12), PAID_ON.minusDays(3), PAID_ON, 44_191, 41_230));
    assertThat(paper.paidCents()).isEqualTo(41_230);
    assertThat(paper.verificationUrl()).endsWith("/verifier/" + paper.verificationCode());
    assertKept(paper);
  }

  @Test
  void s1_theStatementOfAMonthIsIssuedAndKept() {
    PaymentPaper paper = issued(new IssueStatement(session, FEBRUARY));
    assertThat(paper.kind()).isEqualTo(PaymentPaper.Kind.STATEMENT);
    assertThat(paper.from()).isEqualTo(FEBRUARY.atDay(1));
    assertThat(paper.to()).isEqualTo(FEBRUARY.atEndOfMonth());
    assertThat(paper.payments()).hasSize(1);
    assertKept(paper);
    assertThat(issued(new IssueStatement(session, FEBRUARY.minusMonths(1))).payments())
        .as("a month without payments has a statement that says so")
        .isEmpty();
  }

  @Test
  void s1_whatCannotBeHadIsRefusedWithItsReason() {
    assertThat(act(new IssueAllowances(session, today(), today())))
        .isEqualTo(refused(AttestationFault.NOTHING_PAID));
    assertThat(act(new IssueAllowances(session, today(), today().plusDays(1))))
        .isEqualTo(refused(AttestationFault.PERIOD));
    assertThat(act(new IssueStatement(session, YearMonth.from(today()))))
        .isEqualTo(refused(AttestationFault.PERIOD));
    YearMonth earliest = YearMonth.from(today()).minusMonths(Figures.STANDARD.statementMonths());
    assertThat(act(new IssueStatement(session, earliest)))
        .isInstanceOf(ActReply.PaymentsIssued.class);
    assertThat(act(new IssueStatement(session, earliest.minusMonths(1))))
        .isEqualTo(refused(AttestationFault.PERIOD));
    assertThat(fixture.row("SELECT count(*) FROM document")).isEqualTo("1");
  }

  @Test
  void e9_withoutAnAddressThereIsNoPaperAboutPayments() {
    ActReply.LoggedIn first = logIn(NADIA, "4821");
    for (ActContent wish :
        List.of(
            new IssueStatement(first.session(), FEBRUARY),
            new IssueAllowances(first.session(), FEBRUARY.atDay(1), today()))) {
      assertThat(act(wish)).isEqualTo(refused(AttestationFault.EMAIL_FIRST));
    }
  }

  @Test
  void theLogInTellsTheDayOfTheCaisse() {
    assertThat(logIn(MARIE, "73059628").today()).isEqualTo(today());
  }

  @ParameterizedTest
  @EnumSource(ActContent.Paper.class)
  void onlyASpoiledPaperWithdrawsItsDocument(ActContent.Paper outcome) {
    ActReply reply = act(new IssueAttestation(session));
    var paper = ((ActReply.AttestationIssued) reply).attestation();
    act(new PaperOutcome(session, paper.document(), outcome));
    assertThat(
            database
                .withConnection(c -> fixture.documents().verify(c, paper.verificationCode()))
                .await())
        .isEqualTo(outcome == ActContent.Paper.SPOILED ? Verdict.VOIDED : Verdict.AUTHENTIC);
    assertThat(fixture.auditBroken()).isEmpty();
  }

  private void assertKept(PaymentPaper paper) {
    assertThat(
            fixture
                .desk()
                .read(HALL, new ReadDocument(session, paper.document(), 0, 100))
                .await()
                .base64())
        .startsWith("JVBERi0xLjc"); // %PDF-1.7
    assertThat(fixture.fetch(paper.verificationCode())).isNotEmpty();
    assertThat(act(new PaperOutcome(session, paper.document(), ActContent.Paper.DELIVERED)))
        .isEqualTo(new ActReply.Done(List.of()));
    assertThat(fixture.auditBroken()).isEmpty();
  }

  private LocalDate today() {
    return fixture.documentOffice().today();
  }

  private PaymentPaper issued(ActContent wish) {
    return ((ActReply.PaymentsIssued) act(wish)).paper();
  }

  private static ActReply refused(AttestationFault fault) {
    return new ActReply.AttestationRefused(fault);
  }

  private ActReply.LoggedIn logIn(String nir, String code) {
    return (ActReply.LoggedIn) act(new LogIn(UUID.randomUUID(), nir, code));
  }

  private ActReply act(ActContent content) {
    return fixture
        .desk()
        .prepare(HALL, fixture.now(), content)
        .compose(effect -> database.inTransaction(effect::apply))
        .await();
  }
}
