package kiosk.server.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import kiosk.contract.act.ActContent.Paper;
import kiosk.contract.act.ActContent.PaperOutcome;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.ActReply.AttestationFault;
import kiosk.contract.act.ActReply.Step;
import kiosk.contract.act.Attestation;
import kiosk.contract.act.PaymentPaper;
import kiosk.contract.visit.DocumentPage;
import kiosk.contract.visit.ReadDocument;
import kiosk.server.account.SessionActs.Call;
import kiosk.server.account.SessionActs.Open;
import kiosk.server.account.VisitDesk.Effect;
import kiosk.server.attestation.DocumentOffice;
import kiosk.server.attestation.DocumentOffice.Draft;
import kiosk.server.attestation.DocumentOffice.Draft.Drawn;
import kiosk.server.attestation.DocumentOffice.Refusal;
import kiosk.server.attestation.DocumentOffice.Wanted;
import kiosk.server.attestation.DocumentRegister.VoidReason;
import kiosk.server.audit.AuditTrail;
import kiosk.server.database.Database;
import kiosk.server.insured.InsuredPerson;
import kiosk.server.insured.Registry;

/// Documents in a session: issued, read, and what became of the paper (rule S1).
final class Papers {

  private final Database database;
  private final Registry registry;
  private final DocumentOffice documents;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final Sessions sessions;
  private final SessionActs acts;

  Papers(AccountParts parts, Sessions sessions, SessionActs acts) {
    this.database = parts.database();
    this.registry = parts.registry();
    this.documents = parts.documents();
    this.audit = parts.audit();
    this.clock = parts.clock();
    this.sessions = sessions;
    this.acts = acts;
  }

  /// Draws the document outside the transaction, which keeps it.
  Future<Effect> issue(Call call, Wanted wanted) {
    return database
        .withConnection(connection -> person(connection, call))
        .compose(
            person ->
                person.isEmpty()
                    ? Future.succeededFuture(
                        tx -> Future.succeededFuture(new ActReply.SessionOver()))
                    : documents.draw(person.get(), wanted).map(draft -> keep(call, draft)));
  }

  /// The outcome of a paper may come late, even after the session was closed.
  Effect outcome(Call call, PaperOutcome content) {
    Instant now = clock.instant();
    return tx ->
        sessions
            .find(tx, call.token(), call.kiosk())
            .compose(
                session ->
                    session.isEmpty() || !session.get().takesOutcome(now)
                        ? Future.succeededFuture(new ActReply.SessionOver())
                        : noteOutcome(tx, call, content, session.get().insured()));
  }

  /// A part of a document of the session's person, while the session lives.
  Future<DocumentPage> read(String kiosk, ReadDocument question) {
    DocumentPage nothing = new DocumentPage(0, "");
    return database.withConnection(
        connection ->
            sessions
                .find(connection, question.session(), kiosk)
                .compose(
                    session ->
                        session.isEmpty() || !session.get().live(clock.instant())
                            ? Future.succeededFuture(nothing)
                            : documents
                                .register()
                                .read(connection, session.get().insured(), question.document())
                                .map(pdf -> pdf.map(p -> part(p, question)).orElse(nothing))));
  }

  private Effect keep(Call call, Draft draft) {
    return tx ->
        acts.in(
            tx,
            call,
            open -> {
              // Rule E9: without a validated address, the e-mail screen and nothing else.
              if (open.pending().contains(Step.EMAIL)) {
                return refused(AttestationFault.EMAIL_FIRST);
              }
              if (!open.pending().equals(List.of())) {
                return FirstSteps.outOfOrder();
              }
              return switch (draft) {
                case Refusal refusal -> refused(fault(refusal));
                case Drawn drawn -> keep(open, drawn);
              };
            });
  }

  private Future<ActReply> keep(Open open, Drawn drawn) {
    Optional<byte[]> session = Optional.of(open.session().sha256());
    String actor = Sessions.actor(open.call().kiosk());
    return documents
        .keep(open.tx(), open.insured(), session, drawn, actor)
        .map(
            switch (drawn.document()) {
              case Attestation attestation -> new ActReply.AttestationIssued(attestation);
              case PaymentPaper paper -> new ActReply.PaymentsIssued(paper);
            });
  }

  private static AttestationFault fault(Refusal refusal) {
    return switch (refusal) {
      case NO_RIGHTS -> AttestationFault.NO_RIGHTS;
      case NOTHING_PAID -> AttestationFault.NOTHING_PAID;
      case PERIOD -> AttestationFault.PERIOD;
    };
  }

  private Future<ActReply> noteOutcome(
      SqlConnection tx, Call call, PaperOutcome content, long insured) {
    String detail = "document " + content.document() + " " + content.outcome();
    String actor = Sessions.actor(call.kiosk());
    return documents
        .register()
        .noteOutcome(tx, insured, content.document(), content.outcome())
        .compose(
            known ->
                known
                    ? audit
                        .add(tx, actor, "paper", Optional.of(insured), detail)
                        .compose(noted -> withdrawSpoiled(tx, content, actor))
                        .map(new ActReply.Done(List.of()))
                    : Future.succeededFuture(new ActReply.Malformed("no such document")));
  }

  /// Half a paper vouches for nothing: whoever is handed it finds its code withdrawn.
  private Future<?> withdrawSpoiled(SqlConnection tx, PaperOutcome content, String actor) {
    return content.outcome() == Paper.SPOILED
        ? documents.register().withdraw(tx, content.document(), VoidReason.SPOILED, actor)
        : Future.succeededFuture();
  }

  private Future<Optional<InsuredPerson>> person(SqlConnection connection, Call call) {
    return sessions
        .find(connection, call.token(), call.kiosk())
        .compose(
            session ->
                session.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : registry.find(connection, session.get().insured()));
  }

  private static DocumentPage part(byte[] pdf, ReadDocument question) {
    int from = Math.min(question.offset(), pdf.length);
    int to = Math.min(from + question.length(), pdf.length);
    byte[] part = Arrays.copyOfRange(pdf, from, to);
    return new DocumentPage(pdf.length, Base64.getEncoder().encodeToString(part));
  }

  private static Future<ActReply> refused(AttestationFault fault) {
    return Future.succeededFuture(new ActReply.AttestationRefused(fault));
  }
}
