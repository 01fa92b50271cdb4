package kiosk.server.counter;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import kiosk.contract.Nir;
import kiosk.server.accesscode.CodeHasher;
import kiosk.server.accesscode.CodeKind;
import kiosk.server.accesscode.CodeLimits;
import kiosk.server.accesscode.CodeStanding;
import kiosk.server.accesscode.CodeStanding.Gate;
import kiosk.server.account.AccountParts;
import kiosk.server.account.AccountStore;
import kiosk.server.account.AccountStore.Code;
import kiosk.server.account.Sessions;
import kiosk.server.attestation.DocumentRegister;
import kiosk.server.attestation.DocumentRegister.Entry;
import kiosk.server.attestation.DocumentRegister.VoidReason;
import kiosk.server.counter.CaseStore.Kept;
import kiosk.server.counter.DeskCase.CodeView;
import kiosk.server.database.Database;
import kiosk.server.email.AddressRemoval;
import kiosk.server.email.EmailAddress;
import kiosk.server.email.EmailDesk;
import kiosk.server.insured.InsuredPerson;
import kiosk.server.mail.MailLedger;
import kiosk.server.web.Stay;

/// The desk (rules C1, C9, E10): a person is found by NIR, the identity is checked and recorded,
/// then a provisional code is issued, a code unlocked, or a validated address deactivated; and a
/// document is withdrawn by its printed code. Every step leaves a line in the audit trail under the
/// agent's name.
public final class DeskCounter {

  private static final int CODES = 10_000;

  private final AccountParts parts;
  private final Database database;
  private final AddressRemoval removal;
  private final DocumentRegister documents;
  private final InstantSource clock;
  private final AccountStore accounts = new AccountStore();
  private final CaseStore cases = new CaseStore();
  private final Sessions sessions = new Sessions();
  private final CodeLimits limits;
  private final RandomGenerator random = new SecureRandom();

  public DeskCounter(AccountParts parts, AddressRemoval removal, DocumentRegister documents) {
    this.documents = documents;
    this.parts = parts;
    this.database = parts.database();
    this.clock = parts.clock();
    this.limits = parts.limits();
    this.removal = removal;
  }

  /// How many days a code that is issued lives (rule C1).
  public long codeDays() {
    return limits.provisionalLife().toDays();
  }

  /// What a search found.
  public sealed interface Search {

    /// A person; the case is open for half an hour after each use and two hours in all, for this
    /// agent only.
    record Found(UUID id) implements Search {}

    /// What was typed is no NIR.
    record NotANumber() implements Search {}

    /// A temporary number, with which no account can be opened (rule I3).
    record Temporary() implements Search {}

    /// Nobody with this NIR.
    record Unknown() implements Search {}
  }

  /// What came of asking for a provisional code.
  public sealed interface Issue {

    /// To be handed over, and shown nowhere else and never again.
    ///
    /// @param digits four of them
    /// @param until the last moment at which it is taken (rule C1)
    record Issued(String digits, String name, String caisse, Instant until) implements Issue {
      @Override
      public String toString() {
        return "Issued";
      }
    }

    /// No code was issued.
    record Refused(Refusal why) implements Issue {}
  }

  /// Finds a person and opens a case.
  ///
  /// @param staff the agent
  /// @param typed a NIR of 13 or 15 characters, as typed (rule I1)
  public Future<Search> find(String staff, String typed) {
    Optional<Nir> nir = Nir.parse(typed);
    if (nir.isEmpty()) {
      return searched(staff, "malformed").map(new Search.NotANumber());
    }
    if (nir.get().temporary()) {
      return searched(staff, "temporary").map(new Search.Temporary());
    }
    return database.inTransaction(
        tx ->
            parts
                .registry()
                .find(tx, nir.get())
                .compose(
                    person ->
                        person.isEmpty()
                            ? note(tx, staff, "desk.searched", Optional.empty(), "nobody")
                                .map(new Search.Unknown())
                            : open(tx, staff, person.get().id())));
  }

  private Future<Void> searched(String staff, String found) {
    return database.inTransaction(tx -> note(tx, staff, "desk.searched", Optional.empty(), found));
  }

  /// A case of this agent, if it is open; it lives on from now.
  public Future<Optional<DeskCase>> look(String staff, UUID id) {
    return database.withConnection(
        connection ->
            cases
                .use(connection, staff, id, clock.instant())
                .compose(
                    kept ->
                        kept.isEmpty()
                            ? Future.succeededFuture(Optional.empty())
                            : view(connection, id, kept.get()).map(Optional::of)));
  }

  /// How long a case lives; empty when it is over.
  ///
  /// @param use whether it lives on from now
  public Future<Optional<Stay>> stay(String staff, UUID id, boolean use) {
    Instant now = clock.instant();
    return database
        .withConnection(c -> use ? cases.use(c, staff, id, now) : cases.find(c, staff, id, now))
        .map(kept -> kept.map(Kept::stay));
  }

  /// Records how the identity was checked.
  public Future<Optional<Refusal>> checkIdentity(String staff, UUID id, IdentityProof proof) {
    return database.inTransaction(
        tx ->
            cases
                .identity(tx, staff, id, proof, clock.instant())
                .compose(
                    insured ->
                        insured.isEmpty()
                            ? refused(tx, staff, insured, Refusal.OVER).map(Optional::of)
                            : note(tx, staff, "desk.identity", insured, proof.name())
                                .map(Optional.empty())));
  }

  /// Issues a provisional code in the place of any other (rule C1); opens the account if there is
  /// none.
  ///
  /// @param turn from the [DeskCase] that the agent saw
  public Future<Issue> issueCode(String staff, UUID id, int turn) {
    String digits = "%04d".formatted(random.nextInt(CODES));
    return parts
        .hasher()
        .in(CodeHasher.Line.STAFF)
        .hash(digits)
        .compose(
            hash ->
                database.inTransaction(
                    tx ->
                        cases
                            .takeTurn(tx, staff, id, turn, true, clock.instant())
                            .compose(
                                insured ->
                                    insured.isPresent()
                                        ? issue(tx, staff, insured.get(), digits, hash)
                                        : whyNot(tx, staff, id, true).map(Issue.Refused::new))))
        .recover(
            cause ->
                cause instanceof CodeHasher.BusyException
                    ? Future.succeededFuture(new Issue.Refused(Refusal.BUSY))
                    : Future.failedFuture(cause));
  }

  /// Unlocks a code that was tried wrongly too often (rule C9): its counts begin again.
  ///
  /// @param turn from the [DeskCase] that the agent saw
  public Future<Optional<Refusal>> unlock(String staff, UUID id, int turn) {
    return deed(staff, id, turn, true, (tx, insured) -> unlock(tx, staff, insured));
  }

  /// Deactivates the validated address, so that another can be entered (rule E10).
  ///
  /// @param turn from the [DeskCase] that the agent saw
  public Future<Optional<Refusal>> deactivateAddress(String staff, UUID id, int turn) {
    return deed(
        staff,
        id,
        turn,
        false,
        (tx, insured) ->
            removal
                .deactivate(tx, insured)
                .compose(
                    done ->
                        done
                            ? sessions
                                .endAll(tx, insured, clock.instant())
                                .compose(
                                    ended ->
                                        note(
                                            tx,
                                            staff,
                                            "email.deactivated",
                                            Optional.of(insured),
                                            ""))
                                .map(Optional.empty())
                            : refused(tx, staff, Optional.of(insured), Refusal.NOTHING)
                                .map(Optional::of)));
  }

  /// Looks at a document.
  ///
  /// @param typed its printed code
  public Future<Optional<Entry>> document(String staff, String typed) {
    return database.inTransaction(
        tx ->
            documents
                .find(tx, typed)
                .compose(
                    found -> {
                      String detail = found.map(entry -> "document " + entry.id()).orElse("none");
                      return note(tx, staff, "document.looked", Optional.empty(), detail)
                          .map(found);
                    }));
  }

  /// Withdraws a document that should not be believed: whoever verifies it is told.
  ///
  /// @param typed its printed code
  /// @return whether it was good until now; otherwise nothing was changed
  public Future<Boolean> withdraw(String staff, String typed, VoidReason reason) {
    return database.inTransaction(
        tx ->
            documents
                .find(tx, typed)
                .compose(
                    found ->
                        found.isEmpty()
                            ? Future.succeededFuture(false)
                            : documents.withdraw(tx, found.get().id(), reason, actor(staff)))
                .compose(
                    done ->
                        done
                            ? Future.succeededFuture(true)
                            : refused(tx, staff, Optional.empty(), Refusal.NOTHING).map(false)));
  }

  /// Ends a case.
  public Future<Void> close(String staff, UUID id) {
    return database.inTransaction(
        tx ->
            cases
                .close(tx, staff, id, clock.instant())
                .compose(
                    insured ->
                        insured.isPresent()
                            ? note(tx, staff, "desk.closed", insured, "case " + id)
                            : Future.succeededFuture()));
  }

  private Future<Search> open(SqlConnection tx, String staff, long insured) {
    UUID id = UUID.randomUUID();
    return cases
        .open(tx, id, staff, insured, clock.instant())
        .compose(done -> note(tx, staff, "desk.opened", Optional.of(insured), "case " + id))
        .map(new Search.Found(id));
  }

  private Future<Optional<Refusal>> deed(
      String staff, UUID id, int turn, boolean inPerson, Deed deed) {
    return database.inTransaction(
        tx ->
            cases
                .takeTurn(tx, staff, id, turn, inPerson, clock.instant())
                .compose(
                    insured ->
                        insured.isPresent()
                            ? deed.on(tx, insured.get())
                            : whyNot(tx, staff, id, inPerson).map(Optional::of)));
  }

  private Future<Refusal> whyNot(SqlConnection tx, String staff, UUID id, boolean inPerson) {
    return cases
        .find(tx, staff, id, clock.instant())
        .compose(
            kept ->
                refused(
                    tx,
                    staff,
                    kept.map(Kept::insured),
                    kept.map(open -> whyNot(open, inPerson)).orElse(Refusal.OVER)));
  }

  private static Refusal whyNot(Kept open, boolean inPerson) {
    boolean checked = open.identity().filter(proof -> !inPerson || proof.inPerson()).isPresent();
    return checked ? Refusal.DONE_BEFORE : Refusal.NO_IDENTITY;
  }

  private Future<Issue> issue(
      SqlConnection tx, String staff, long insured, String digits, String hash) {
    Instant now = clock.instant();
    Code code = new Code(hash, CodeStanding.fresh(CodeKind.PROVISIONAL, now));
    Instant until = now.plus(limits.provisionalLife());
    return accounts
        .create(tx, insured, now)
        .compose(made -> accounts.findLocked(tx, insured))
        .compose(locked -> accounts.putCode(tx, insured, code))
        .compose(done -> sessions.endAll(tx, insured, now))
        .compose(done -> parts.registry().find(tx, insured))
        .compose(
            person ->
                note(tx, staff, "code.issued", Optional.of(insured), "provisional")
                    .map(
                        new Issue.Issued(
                            digits,
                            name(person.orElseThrow()),
                            person.orElseThrow().caisse(),
                            until)));
  }

  private Future<Optional<Refusal>> unlock(SqlConnection tx, String staff, long insured) {
    return accounts
        .codeLocked(tx, insured)
        .compose(
            found -> {
              if (found.filter(code -> view(code).unlockable()).isEmpty()) {
                return refused(tx, staff, Optional.of(insured), Refusal.NOTHING).map(Optional::of);
              }
              CodeStanding before = found.get().standing();
              CodeStanding open = CodeStanding.fresh(before.kind(), before.issuedAt());
              return accounts
                  .putCode(tx, insured, new Code(found.get().hash(), open))
                  .compose(done -> note(tx, staff, "code.unlocked", Optional.of(insured), ""))
                  .map(Optional.empty());
            });
  }

  private Future<DeskCase> view(SqlConnection connection, UUID id, Kept kept) {
    return parts
        .registry()
        .find(connection, kept.insured())
        .compose(
            person ->
                accounts
                    .code(connection, kept.insured())
                    .compose(
                        code ->
                            mails(connection, kept.insured())
                                .map(mails -> view(id, kept, person.orElseThrow(), code, mails))));
  }

  private Future<Mails> mails(SqlConnection connection, long insured) {
    EmailDesk emails = parts.emails();
    return emails
        .standing(connection, insured)
        .compose(
            standing ->
                emails.lastMail(connection, insured).map(last -> new Mails(standing, last)));
  }

  private record Mails(EmailDesk.Standing standing, Optional<MailLedger.State> last) {}

  private DeskCase view(
      UUID id, Kept kept, InsuredPerson person, Optional<Code> code, Mails mails) {
    String born = person.birthDate();
    return new DeskCase(
        id,
        kept.stay(),
        kept.turn(),
        name(person),
        person.nir().masked(),
        born.substring(6) + "/" + born.substring(4, 6) + "/" + born.substring(0, 4),
        person.postcode(),
        person.caisse(),
        kept.identity(),
        code.map(this::view).orElse(CodeView.NONE),
        code.flatMap(c -> c.standing().waitUntil()).filter(clock.instant()::isBefore),
        mails.standing().validated().map(EmailAddress::mask),
        mails.standing().waiting().map(EmailAddress::mask),
        mails.last().filter(state -> state != MailLedger.State.SENT));
  }

  private CodeView view(Code code) {
    return switch (code.standing().gate(limits, clock.instant())) {
      case Gate.Open() ->
          code.standing().kind() == CodeKind.PERSONAL ? CodeView.PERSONAL : CodeView.PROVISIONAL;
      case Gate.TooSoon(Instant _) -> CodeView.WAITING;
      case Gate.Locked() -> CodeView.LOCKED;
      case Gate.Voided() -> CodeView.VOID;
      case Gate.Expired() -> CodeView.EXPIRED;
    };
  }

  private Future<Void> note(
      SqlConnection tx, String staff, String action, Optional<Long> insured, String detail) {
    return parts.audit().add(tx, actor(staff), action, insured, detail);
  }

  private Future<Refusal> refused(
      SqlConnection tx, String staff, Optional<Long> insured, Refusal why) {
    return note(tx, staff, "desk.refused", insured, why.name()).map(why);
  }

  private static String actor(String staff) {
    return "desk:" + staff;
  }

  private static String name(InsuredPerson person) {
    return person.surname() + " " + person.givenNames();
  }

  @FunctionalInterface
  private interface Deed {
    Future<Optional<Refusal>> on(SqlConnection tx, long insured);
  }
}
