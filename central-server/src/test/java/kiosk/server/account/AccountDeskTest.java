package kiosk.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActContent.AcceptTerms;
import kiosk.contract.act.ActContent.ChooseCode;
import kiosk.contract.act.ActContent.ConfirmCode;
import kiosk.contract.act.ActContent.ConsentAnswer;
import kiosk.contract.act.ActContent.ConsentKind;
import kiosk.contract.act.ActContent.EnterEmail;
import kiosk.contract.act.ActContent.IssueAttestation;
import kiosk.contract.act.ActContent.LogIn;
import kiosk.contract.act.ActContent.PaperOutcome;
import kiosk.contract.act.ActContent.SaveContact;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.ActReply.CodeFault;
import kiosk.contract.act.ActReply.CodeState;
import kiosk.contract.act.ActReply.ContactFault;
import kiosk.contract.act.ActReply.EmailFault;
import kiosk.contract.act.ActReply.Step;
import kiosk.contract.act.Attestation;
import kiosk.contract.visit.DocumentPage;
import kiosk.contract.visit.OpenVisit;
import kiosk.contract.visit.ReadDocument;
import kiosk.contract.visit.VisitOpening;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.email.EmailPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What kiosks can do to accounts, on a real database; each rule by its number.
@ExtendWith(CleanDatabase.class)
final class AccountDeskTest {

  private static final String MARIE = "2840344109528";
  private static final String NADIA = "2910675056321";
  private static final String HALL = "hall-1";

  private final AccountFixture fixture;
  private final Database database;

  AccountDeskTest(Database database) {
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

  @Test
  void openingSaysWhatTheCardAloneMayTell() {
    assertThat(open(MARIE)).isEqualTo(new VisitOpening.AskCode());
    assertThat(open("2 84 03 44 109 528")).isEqualTo(new VisitOpening.AskCode());
    assertThat(open("1550120004015")).isEqualTo(new VisitOpening.CardOpposed());
    assertThat(open("1660233063017")).isEqualTo(new VisitOpening.NoAccount());
    assertThat(open("1770544109044")).isEqualTo(new VisitOpening.CodeLocked());
    assertThat(open("1010101010101")).isEqualTo(new VisitOpening.UnknownPerson());
    assertThat(open("nonsense")).isEqualTo(new VisitOpening.UnknownPerson());
  }

  @Test
  void i3_aTemporaryNumberOpensNothing() {
    assertThat(open("7840344109528")).isEqualTo(new VisitOpening.TemporaryNumber());
    assertThat(logIn("7840344109528", "73059628"))
        .isEqualTo(new ActReply.CodeNotTaken(CodeState.NO_ACCOUNT, Optional.empty()));
  }

  @Test
  void e1_e9_aPersonWithAValidatedAddressGoesToTheMenu() {
    ActReply.LoggedIn in = loggedIn(MARIE, "73059628");
    assertThat(in.pending()).isEmpty();
    assertThat(in.maskedEmail()).contains("m•••e@e•••.test");
    assertThat(in.session()).hasSize(43);
    assertThat(count("SELECT count(*) FROM kiosk_session WHERE token_sha256 = $1", in.session()))
        .as("the token itself is not stored")
        .isZero();
  }

  @Test
  void c2_o3_p1_p2_e9_theFirstUseIsATermsCodeContactEmailPath() {
    ActReply.LoggedIn in = loggedIn(NADIA, "4821");
    assertThat(in.pending()).containsExactly(Step.TERMS, Step.NEW_CODE, Step.CONTACT, Step.EMAIL);
    String s = in.session();

    assertThat(act(new ChooseCode(s, "93618472"))).isInstanceOf(ActReply.Malformed.class);
    assertThat(act(new AcceptTerms(s, "old")))
        .isEqualTo(done(Step.TERMS, Step.NEW_CODE, Step.CONTACT, Step.EMAIL));
    assertThat(act(new AcceptTerms(s, AccountFixture.TERMS)))
        .isEqualTo(done(Step.NEW_CODE, Step.CONTACT, Step.EMAIL));
    assertThat(act(new ChooseCode(s, "12345678")))
        .isEqualTo(new ActReply.CodeRejected(CodeFault.RUN));
    assertThat(act(new ChooseCode(s, "91067593")))
        .isEqualTo(new ActReply.CodeRejected(CodeFault.PERSONAL));
    assertThat(act(new ChooseCode(s, "93618472"))).isEqualTo(done(Step.CONTACT, Step.EMAIL));
    assertThat(act(contact(s, "06 12 34 56 78", true))).isEqualTo(done(Step.EMAIL));
    assertThat(act(new IssueAttestation(s)))
        .isEqualTo(new ActReply.AttestationRefused(ActReply.AttestationFault.EMAIL_FIRST));
    assertThat(act(new EnterEmail(s, "Nadia@exemple.test")))
        .isEqualTo(
            new ActReply.EmailEntered(
                "N•••a@e•••.test", fixture.now().plus(EmailPolicy.STANDARD.linkLife())));
    assertThat(act(new IssueAttestation(s)))
        .as("E4: logged out")
        .isEqualTo(new ActReply.SessionOver());

    assertThat(logIn(NADIA, "4821"))
        .as("C2: the old code is dead")
        .isInstanceOf(ActReply.CodeWrong.class);
    assertThat(loggedIn(NADIA, "93618472").pending()).as("E9").containsExactly(Step.EMAIL);
    assertThat(
            fixture.row(
                "SELECT paper_mail_ended_at IS NOT NULL AS paper,"
                    + " inbox_mail_accepted_at IS NULL AS inbox, mobile FROM account a"
                    + " JOIN insured i ON i.id = a.insured_id WHERE i.surname = 'BENALI'"))
        .as("O3: two separate facts; P1: E.164")
        .isEqualTo("true true +33612345678");
    assertThat(fixture.row("SELECT yes, wording FROM consent")).isEqualTo("true wording of EMAIL");
  }

  @Test
  void p1_p2_contactsThatAreNoneAreRefusedByName() {
    String s = loggedIn(MARIE, "73059628").session();
    assertThat(act(contact(s, "06 12", true)))
        .isEqualTo(new ActReply.ContactRejected(ContactFault.MOBILE));
    assertThat(act(new SaveContact(s, Optional.empty(), Optional.of("0612345678"), consents())))
        .isEqualTo(new ActReply.ContactRejected(ContactFault.LANDLINE));
    assertThat(act(new SaveContact(s, Optional.empty(), Optional.empty(), consents())))
        .isEqualTo(new ActReply.ContactRejected(ContactFault.NONE_GIVEN));
    assertThat(act(new SaveContact(s, Optional.of("0612345678"), Optional.empty(), List.of())))
        .isEqualTo(new ActReply.ContactRejected(ContactFault.CONSENT_MISSING));
  }

  @Test
  void c1_fiftyWrongTriesAtOnceOnAProvisionalCodeCountThree() {
    List<ActReply> replies = atOnce(50, NADIA, "0000");
    assertThat(replies.stream().filter(r -> r instanceof ActReply.CodeWrong)).hasSize(2);
    assertThat(replies.stream().filter(r -> r.equals(notTaken(CodeState.VOID)))).hasSize(48);
    assertThat(
            fixture.row(
                "SELECT wrong_in_row FROM access_code c JOIN insured i"
                    + " ON i.id = c.insured_id WHERE i.surname = 'BENALI'"))
        .isEqualTo("3");
    assertThat(logIn(NADIA, "4821")).isEqualTo(notTaken(CodeState.VOID));
    assertThat(open(NADIA)).isEqualTo(new VisitOpening.CodeLocked());
  }

  @Test
  void c9_fiftyWrongTriesAtOnceOnAPersonalCodeCountFiveThenWait() {
    List<ActReply> replies = atOnce(50, MARIE, "00000000");
    Optional<Instant> until = Optional.of(fixture.now().plus(Duration.ofMinutes(1)));
    assertThat(replies)
        .containsOnlyOnce(new ActReply.CodeWrong(4, Optional.empty()))
        .containsOnlyOnce(new ActReply.CodeWrong(3, Optional.empty()))
        .containsOnlyOnce(new ActReply.CodeWrong(2, Optional.empty()))
        .containsOnlyOnce(new ActReply.CodeWrong(1, Optional.empty()))
        .containsOnlyOnce(new ActReply.CodeWrong(1, until));
    assertThat(
            replies.stream()
                .filter(r -> r.equals(new ActReply.CodeNotTaken(CodeState.TOO_SOON, until))))
        .hasSize(45);
    assertThat(open(MARIE)).isEqualTo(new VisitOpening.Wait(until.orElseThrow()));
    assertThat(logIn(MARIE, "73059628"))
        .as("not even the right code")
        .isEqualTo(new ActReply.CodeNotTaken(CodeState.TOO_SOON, until));
    fixture.advance(Duration.ofMinutes(1));
    assertThat(loggedIn(MARIE, "73059628").pending()).isEmpty();
  }

  @Test
  void c9_tenInARowLockAndEveryTryIsInTheTrail() {
    for (int i = 0; i < 9; i++) {
      assertThat(logIn(MARIE, "00000000")).isInstanceOf(ActReply.CodeWrong.class);
      fixture.advance(Duration.ofMinutes(20));
    }
    assertThat(logIn(MARIE, "00000000")).isEqualTo(notTaken(CodeState.LOCKED));
    assertThat(logIn(MARIE, "73059628")).isEqualTo(notTaken(CodeState.LOCKED));
    assertThat(fixture.row("SELECT count(*) FROM audit_line WHERE action = 'code.wrong'"))
        .isEqualTo("10");
    assertThat(fixture.auditBroken()).isEmpty();
  }

  @Test
  void somebodyWithoutAnAccountIsToldNothingElse() {
    assertThat(logIn("1660233063017", "73059628")).isEqualTo(notTaken(CodeState.NO_ACCOUNT));
    assertThat(logIn("1010101010101", "73059628")).isEqualTo(notTaken(CodeState.NO_ACCOUNT));
  }

  @Test
  void e2_anAddressIsCheckedThreeTimesASessionAndNobodyIsNamed() {
    String s = confirmed(MARIE, "73059628");
    assertThat(act(new EnterEmail(s, "marie@exemple"))).isEqualTo(rejected(EmailFault.MALFORMED));
    for (int i = 0; i < 3; i++) {
      assertThat(act(new EnterEmail(s, "PAUL@exemple.test"))).isEqualTo(rejected(EmailFault.TAKEN));
    }
    assertThat(act(new EnterEmail(s, "libre@exemple.test")))
        .isEqualTo(rejected(EmailFault.TOO_MANY_CHECKS));
    assertThat(fixture.row("SELECT count(*) FROM audit_line WHERE action = 'email.checked'"))
        .isEqualTo("3");
  }

  @Test
  void e8_atMostFiveMailsAnHour() {
    for (int i = 0; i < 2; i++) {
      String s = confirmed(MARIE, "73059628");
      assertThat(act(new EnterEmail(s, "neuve" + i + "@exemple.test")))
          .as("a link and a notice each")
          .isInstanceOf(ActReply.EmailEntered.class);
    }
    String s = confirmed(MARIE, "73059628");
    assertThat(act(new EnterEmail(s, "neuve3@exemple.test")))
        .isEqualTo(rejected(EmailFault.TOO_MANY_MAILS));
    fixture.advance(Duration.ofHours(1));
    String later = confirmed(MARIE, "73059628");
    assertThat(act(new EnterEmail(later, "neuve3@exemple.test")))
        .isInstanceOf(ActReply.EmailEntered.class);
  }

  @Test
  void e1_oneAddressEnteredByTwoPersonsAtOnceIsOnePersons() {
    for (int round = 0; round < 10; round++) {
      String address = "course" + round + "@exemple.test";
      List<Future<ActReply>> both = new ArrayList<>();
      for (String nir : List.of(MARIE, "1620175001022")) {
        String code = nir.equals(MARIE) ? "73059628" : "84620957";
        both.add(send(HALL, fixture.now(), new EnterEmail(confirmed(nir, code), address)));
      }
      Future.all(both).await();
      assertThat(both.stream().filter(f -> f.result() instanceof ActReply.EmailEntered)).hasSize(1);
      fixture.advance(Duration.ofHours(2));
    }
  }

  @Test
  void s1_anAttestationIsIssuedKeptReadAndFoundByItsCode() {
    String s = loggedIn(MARIE, "73059628").session();
    Attestation paper = ((ActReply.AttestationIssued) act(new IssueAttestation(s))).attestation();
    assertThat(paper.holder().nir()).as("I4: an official document").hasSize(15).startsWith(MARIE);
    assertThat(paper.beneficiaries()).hasSize(1);
    assertThat(paper.verificationUrl()).endsWith("/verifier/" + paper.verificationCode());

    DocumentPage page = read(s, paper.document(), 0, 100);
    assertThat(page.total()).isGreaterThan(100);
    assertThat(page.base64()).startsWith("JVBERi0xLjc"); // %PDF-1.7
    assertThat(read(s, UUID.randomUUID(), 0, 100).total()).isZero();
    assertThat(fixture.fetch(paper.verificationCode())).hasSize(page.total());
    assertThat(act(new PaperOutcome(s, paper.document(), ActContent.Paper.DELIVERED)))
        .isEqualTo(done());
    assertThat(fixture.row("SELECT paper FROM document")).isEqualTo("DELIVERED");
    assertThat(fixture.auditBroken()).isEmpty();
  }

  @Test
  void s1_withoutRightsThereIsNoAttestation() {
    String s = loggedIn("1620175001022", "84620957").session();
    assertThat(act(new IssueAttestation(s)))
        .isEqualTo(new ActReply.AttestationRefused(ActReply.AttestationFault.NO_RIGHTS));
  }

  @Test
  void theDatabaseAloneShowsNoNumberAndNoCode() {
    String s = loggedIn(MARIE, "73059628").session();
    act(new IssueAttestation(s));
    String everything = fixture.dump();
    assertThat(everything).contains("DURAND").doesNotContain(MARIE, "73059628", s);
  }

  private VisitOpening open(String nir) {
    return fixture.desk().open(HALL, new OpenVisit(UUID.randomUUID(), nir)).await();
  }

  private DocumentPage read(String session, UUID document, int offset, int length) {
    return fixture.desk().read(HALL, new ReadDocument(session, document, offset, length)).await();
  }

  private ActReply logIn(String nir, String code) {
    return act(new LogIn(UUID.randomUUID(), nir, code));
  }

  private ActReply.LoggedIn loggedIn(String nir, String code) {
    return (ActReply.LoggedIn) logIn(nir, code);
  }

  /// The session of somebody who typed the code once more.
  private String confirmed(String nir, String code) {
    String session = loggedIn(nir, code).session();
    assertThat(act(new ConfirmCode(session, code))).isEqualTo(new ActReply.CodeRight());
    return session;
  }

  private List<ActReply> atOnce(int times, String nir, String code) {
    List<Future<ActReply>> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      all.add(send(HALL, fixture.now(), new LogIn(UUID.randomUUID(), nir, code)));
    }
    Future.all(all).await();
    return all.stream().map(Future::result).toList();
  }

  private ActReply act(ActContent content) {
    return act(HALL, fixture.now(), content);
  }

  private ActReply act(String kiosk, Instant at, ActContent content) {
    return send(kiosk, at, content).await();
  }

  private Future<ActReply> send(String kiosk, Instant at, ActContent content) {
    return fixture
        .desk()
        .prepare(kiosk, at, content)
        .compose(effect -> database.inTransaction(effect::apply));
  }

  private long count(String sql, String parameter) {
    return database
        .withConnection(
            c ->
                c.preparedQuery(sql)
                    .execute(Tuple.of(Buffer.buffer(parameter)))
                    .map(rows -> rows.iterator().next().getLong(0)))
        .await();
  }

  private static SaveContact contact(String session, String mobile, boolean email) {
    return new SaveContact(
        session,
        Optional.of(mobile),
        Optional.empty(),
        List.of(new ConsentAnswer(ConsentKind.EMAIL, email, "wording of EMAIL")));
  }

  private static List<ConsentAnswer> consents() {
    return List.of(new ConsentAnswer(ConsentKind.EMAIL, false, "wording of EMAIL"));
  }

  private static ActReply done(Step... pending) {
    return new ActReply.Done(List.of(pending));
  }

  private static ActReply rejected(EmailFault fault) {
    return new ActReply.EmailRejected(fault);
  }

  private static ActReply notTaken(CodeState state) {
    return new ActReply.CodeNotTaken(state, Optional.empty());
  }
}
