package kiosk.terminal.session;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import kiosk.contract.act.ActContent;
import kiosk.terminal.journal.Courier;
import kiosk.terminal.journal.Envelope;
import kiosk.terminal.visit.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has acts done: those that have a meaning without the person being there go through the outbox,
/// the others straight to the server.
final class Acts {

  private static final Logger LOG = LoggerFactory.getLogger(Acts.class);

  /// How long a person waits for the server's word on an act that is safe already.
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private static final Duration SHORT_PATIENCE = Duration.ofMillis(800);

  private final Vertx vertx;
  private final Courier courier;
  private final Central central;
  private final Envelope envelope;
  private final InstantSource clock;

  Acts(Vertx vertx, Courier courier, Central central, Envelope envelope, InstantSource clock) {
    this.vertx = vertx;
    this.courier = courier;
    this.central = central;
    this.envelope = envelope;
    this.clock = clock;
  }

  /// Has an act done that the visit waits for; never fails.
  Future<Event.FromDesk> send(ActContent content) {
    return kept(content) ? keep(content) : carry(content);
  }

  /// Keeps an act that nobody waits for. Without room on the disk the server is the only hope.
  void leave(ActContent content) {
    Future<Courier.Receipt> receipt =
        content instanceof ActContent.VisitEnded end ? courier.ended(end) : courier.keep(content);
    receipt.onFailure(_ -> carry(content));
  }

  private static boolean kept(ActContent content) {
    return switch (content) {
      case ActContent.LogIn _, ActContent.MailCode _, ActContent.LogInMailed _ -> false;
      case ActContent.ChooseCode _, ActContent.ConfirmCode _ -> false;
      case ActContent.ResendEmail _, ActContent.TakeTime _ -> false;
      case ActContent.IssueAttestation _, ActContent.IssueAllowances _ -> false;
      case ActContent.IssueStatement _ -> false;
      case ActContent.AcceptTerms _,
          ActContent.SaveContact _,
          ActContent.EnterEmail _,
          ActContent.PaperOutcome _,
          ActContent.VisitEnded _ ->
          true;
    };
  }

  private Future<Event.FromDesk> keep(ActContent content) {
    return courier.keep(content).compose(this::awaitReply, _ -> carry(content));
  }

  private Future<Event.FromDesk> awaitReply(Courier.Receipt receipt) {
    Duration patience = central.reachable() ? PATIENCE : SHORT_PATIENCE;
    Promise<Event.FromDesk> event = Promise.promise();
    long timer =
        vertx.setTimer(patience.toMillis(), _ -> event.tryComplete(new Event.Unanswered(true)));
    receipt
        .reply()
        .<Event.FromDesk>map(reply -> new Event.Answered(reply, central.now()))
        .otherwise(new Event.Unanswered(true))
        .onSuccess(
            told -> {
              vertx.cancelTimer(timer);
              event.tryComplete(told);
            });
    return event.future();
  }

  private Future<Event.FromDesk> carry(ActContent content) {
    UUID id = UUID.randomUUID();
    Envelope.Asked asked = envelope.ask(id, clock.instant(), content);
    return central
        .carry(asked.act())
        .compose(asked::open)
        .<Event.FromDesk>map(reply -> new Event.Answered(reply, central.now()))
        .otherwise(
            cause -> {
              LOG.atWarn()
                  .setMessage("act.unanswered")
                  .addKeyValue("act", id)
                  .addKeyValue("kind", content.getClass().getSimpleName())
                  .addKeyValue("cause", cause.getMessage())
                  .log();
              return new Event.Unanswered(false);
            });
  }
}
