package kiosk.server.account;

import io.vertx.core.Future;
import java.util.Optional;
import kiosk.contract.act.ActContent.EnterEmail;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.ActReply.EmailFault;
import kiosk.contract.act.ActReply.Step;
import kiosk.server.account.SessionActs.Call;
import kiosk.server.account.SessionActs.Open;
import kiosk.server.account.VisitDesk.Effect;
import kiosk.server.email.EmailAddress;
import kiosk.server.email.EmailDesk;
import kiosk.server.email.EmailDesk.Entry;
import kiosk.server.email.EmailPolicy;

/// An address is entered in a session, which it closes (rules E1, E2, E4). A validated one is
/// changed only after the code was typed once more (rule E3).
final class EmailEntry {

  private final EmailDesk emails;
  private final EmailPolicy policy;
  private final Sessions sessions;
  private final SessionActs acts;

  EmailEntry(AccountParts parts, Sessions sessions, SessionActs acts) {
    this.emails = parts.emails();
    this.policy = parts.emailPolicy();
    this.sessions = sessions;
    this.acts = acts;
  }

  Effect enter(Call call, EnterEmail content) {
    Optional<EmailAddress> address = policy.read(content.address());
    return tx ->
        acts.in(
            tx,
            call,
            open -> {
              boolean first = open.pending().contains(Step.EMAIL);
              if (!open.ripe(Step.EMAIL) || !(first || open.session().confirmed())) {
                return FirstSteps.outOfOrder();
              }
              if (address.isEmpty()) {
                return rejected(EmailFault.MALFORMED);
              }
              if (open.session().emailChecks() >= policy.checksASession()) {
                return rejected(EmailFault.TOO_MANY_CHECKS);
              }
              return sessions
                  .countCheck(tx, open.session())
                  .compose(counted -> emails.enter(tx, open.insured(), address.get()))
                  .compose(entry -> answer(open, entry));
            });
  }

  /// Sends a new link to the address that waits (rules E7, E8).
  Effect resend(Call call) {
    return tx ->
        acts.in(
            tx,
            call,
            open ->
                open.ripe(Step.EMAIL)
                    ? emails.waiting(tx, open.insured()).compose(waiting -> again(open, waiting))
                    : FirstSteps.outOfOrder());
  }

  private Future<ActReply> again(Open open, Optional<EmailDesk.Waiting> waiting) {
    Optional<EmailAddress> address =
        waiting.flatMap(EmailDesk.Waiting::address).flatMap(policy::read);
    return address.isEmpty()
        ? rejected(EmailFault.FORGOTTEN)
        : emails
            .enter(open.tx(), open.insured(), address.get())
            .compose(entry -> answer(open, entry));
  }

  private Future<ActReply> answer(Open open, Entry entry) {
    return switch (entry) {
      case Entry.Sent(String masked) ->
          sessions
              .close(open.tx(), open.session(), open.now())
              .compose(closed -> acts.note(open, "email.entered", ""))
              .map(new ActReply.EmailEntered(masked, open.now().plus(policy.linkLife())));
      case Entry.Taken() ->
          acts.note(open, "email.checked", "taken").compose(noted -> rejected(EmailFault.TAKEN));
      case Entry.TooManyMails() -> rejected(EmailFault.TOO_MANY_MAILS);
    };
  }

  private static Future<ActReply> rejected(EmailFault fault) {
    return Future.succeededFuture(new ActReply.EmailRejected(fault));
  }
}
