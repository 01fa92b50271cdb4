package kiosk.server.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kiosk.contract.act.ActContent.AcceptTerms;
import kiosk.contract.act.ActContent.ChooseCode;
import kiosk.contract.act.ActContent.ConsentAnswer;
import kiosk.contract.act.ActContent.ConsentKind;
import kiosk.contract.act.ActContent.SaveContact;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.ActReply.CodeFault;
import kiosk.contract.act.ActReply.ContactFault;
import kiosk.contract.act.ActReply.Step;
import kiosk.server.accesscode.CodeHasher;
import kiosk.server.accesscode.CodeKind;
import kiosk.server.accesscode.CodeStanding;
import kiosk.server.accesscode.NewCodeRules;
import kiosk.server.account.AccountStore.Code;
import kiosk.server.account.SessionActs.Call;
import kiosk.server.account.SessionActs.Open;
import kiosk.server.account.VisitDesk.Effect;
import kiosk.server.database.Database;
import kiosk.server.insured.InsuredPerson;
import kiosk.server.insured.Registry;

/// The first steps of an account: terms, personal code, contact and consent.
final class FirstSteps {

  private static final int LONGEST_WORDING = 1_000;

  private final Database database;
  private final Registry registry;
  private final AccountStore accounts;
  private final CodeHasher hasher;
  private final Sessions sessions;
  private final SessionActs acts;
  private final String termsVersion;

  FirstSteps(AccountParts parts, Sessions sessions, SessionActs acts) {
    this.database = parts.database();
    this.registry = parts.registry();
    this.accounts = parts.accounts();
    this.hasher = parts.hasher();
    this.termsVersion = parts.termsVersion();
    this.sessions = sessions;
    this.acts = acts;
  }

  /// Rule O3. A version that is not the one in force changes nothing: the step stays pending.
  Effect acceptTerms(Call call, AcceptTerms content) {
    return tx ->
        acts.in(
            tx,
            call,
            open -> {
              if (!content.version().equals(termsVersion)) {
                return reply(new ActReply.Done(open.pending()));
              }
              return accounts
                  .acceptTerms(tx, open.insured(), termsVersion, open.now())
                  .compose(kept -> acts.done(open, "terms.accepted"));
            });
  }

  /// Rules C2, C3 and C4: judged, then hashed, outside the transaction.
  Future<Effect> chooseCode(Call call, ChooseCode content) {
    return database
        .withConnection(connection -> owner(connection, call))
        .compose(
            owner -> {
              if (owner.isEmpty()) {
                return effect(new ActReply.SessionOver());
              }
              InsuredPerson person = owner.get().person();
              Optional<CodeFault> fault =
                  NewCodeRules.checkEither(content.code(), person.nir(), person.birthDate());
              return fault.isPresent()
                  ? effect(new ActReply.CodeRejected(fault.get()))
                  : unlessTheSame(owner.get().code(), content.code())
                      .compose(
                          same ->
                              same
                                  ? effect(new ActReply.CodeRejected(CodeFault.SAME_AS_BEFORE))
                                  : hasher.hash(content.code()).map(hash -> replace(call, hash)));
            });
  }

  /// Rules P1 and P2.
  Effect saveContact(Call call, SaveContact content) {
    Optional<ActReply> refusal = refusal(content);
    if (refusal.isPresent()) {
      return tx -> acts.in(tx, call, open -> reply(refusal.get()));
    }
    Optional<String> mobile = content.mobile().flatMap(Phones::mobile);
    Optional<String> landline = content.landline().flatMap(Phones::landline);
    return tx ->
        acts.in(
            tx,
            call,
            open ->
                open.ripe(Step.CONTACT)
                    ? accounts
                        .saveContact(tx, open.insured(), mobile, landline, open.now())
                        .compose(
                            kept ->
                                accounts.addConsents(
                                    tx, open.insured(), content.consents(), open.now()))
                        .compose(kept -> acts.done(open, "contact.saved"))
                    : outOfOrder());
  }

  static Future<ActReply> outOfOrder() {
    return reply(new ActReply.Malformed("step out of order"));
  }

  private Effect replace(Call call, String hash) {
    return tx -> acts.in(tx, call, open -> replace(tx, open, hash));
  }

  private Future<ActReply> replace(SqlConnection tx, Open open, String hash) {
    if (!open.ripe(Step.NEW_CODE)) {
      return outOfOrder();
    }
    CodeStanding fresh = CodeStanding.fresh(CodeKind.PERSONAL, open.now());
    return accounts
        .putCode(tx, open.insured(), new Code(hash, fresh))
        .compose(kept -> sessions.endOthers(tx, open.session(), open.now()))
        .compose(ended -> acts.done(open, "code.chosen"));
  }

  /// Only a code that the person chose can be chosen again by mistake.
  private Future<Boolean> unlessTheSame(Code before, String code) {
    return before.standing().kind() == CodeKind.PERSONAL
        ? hasher.matches(code, Optional.of(before.hash()))
        : Future.succeededFuture(false);
  }

  private Future<Optional<Owner>> owner(SqlConnection connection, Call call) {
    return sessions
        .find(connection, call.token(), call.kiosk())
        .compose(
            session ->
                session.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : registry
                        .find(connection, session.get().insured())
                        .compose(
                            person ->
                                accounts
                                    .code(connection, session.get().insured())
                                    .map(
                                        code ->
                                            Optional.of(
                                                new Owner(
                                                    person.orElseThrow(), code.orElseThrow())))));
  }

  private static Optional<ActReply> refusal(SaveContact content) {
    if (content.mobile().isPresent() && content.mobile().flatMap(Phones::mobile).isEmpty()) {
      return refused(ContactFault.MOBILE);
    }
    if (content.landline().isPresent() && content.landline().flatMap(Phones::landline).isEmpty()) {
      return refused(ContactFault.LANDLINE);
    }
    if (content.mobile().isEmpty() && content.landline().isEmpty()) {
      return refused(ContactFault.NONE_GIVEN);
    }
    return wellFormed(content.consents())
        ? answeredAboutEmail(content.consents())
        : Optional.of(new ActReply.Malformed("consents"));
  }

  /// The answer about e-mail is mandatory, yes or no (rule P2).
  private static Optional<ActReply> answeredAboutEmail(List<ConsentAnswer> answers) {
    boolean answered = answers.stream().anyMatch(a -> a.kind() == ConsentKind.EMAIL);
    return answered ? Optional.empty() : refused(ContactFault.CONSENT_MISSING);
  }

  private static boolean wellFormed(List<ConsentAnswer> answers) {
    Set<ConsentKind> kinds = new HashSet<>();
    return answers.stream()
        .allMatch(
            a ->
                kinds.add(a.kind())
                    && !a.wording().isBlank()
                    && a.wording().length() <= LONGEST_WORDING
                    && a.wording().chars().noneMatch(Character::isISOControl));
  }

  private static Optional<ActReply> refused(ContactFault fault) {
    return Optional.of(new ActReply.ContactRejected(fault));
  }

  private static Future<Effect> effect(ActReply reply) {
    return Future.succeededFuture(tx -> reply(reply));
  }

  private static Future<ActReply> reply(ActReply reply) {
    return Future.succeededFuture(reply);
  }

  private record Owner(InsuredPerson person, Code code) {}
}
