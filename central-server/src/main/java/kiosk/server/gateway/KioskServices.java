package kiosk.server.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import kiosk.contract.Addresses;
import kiosk.contract.Wire;
import kiosk.contract.act.Act;
import kiosk.contract.fleet.Heartbeat;
import kiosk.contract.fleet.ReadNews;
import kiosk.contract.visit.OpenVisit;
import kiosk.contract.visit.ReadDocument;
import kiosk.contract.visit.VisitOpening;
import kiosk.server.account.VisitDesk;
import kiosk.server.fleet.Fleet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers kiosks on the event bus, whichever node they are connected to. On one context.
///
/// Which kiosk asks is what the bridge stamped; a message without the stamp is refused.
public final class KioskServices {

  /// A failure code, as HTTP has it, beside that of [Addresses#UNREADABLE].
  private static final int TRY_LATER = 503;

  private static final Logger log = LoggerFactory.getLogger(KioskServices.class);

  private final Vertx vertx;
  private final ActDesk acts;
  private final VisitDesk visits;
  private final Fleet fleet;
  private final List<MessageConsumer<?>> consumers = new ArrayList<>();

  public KioskServices(Vertx vertx, ActDesk acts, VisitDesk visits, Fleet fleet) {
    this.vertx = vertx;
    this.acts = acts;
    this.visits = visits;
    this.fleet = fleet;
  }

  /// Whether this node answers.
  public boolean offered() {
    return !consumers.isEmpty();
  }

  /// Begins to answer; ends when all nodes know.
  public Future<Void> offer() {
    consumers.add(on(Addresses.ACT, Act.class, (k, act) -> acts.take(k, act).map(r -> (Record) r)));
    consumers.add(on(Addresses.VISIT_OPEN, OpenVisit.class, this::open));
    consumers.add(on(Addresses.DOCUMENT_READ, ReadDocument.class, visits::read));
    consumers.add(on(Addresses.HEARTBEAT, Heartbeat.class, fleet::heard));
    consumers.add(on(Addresses.NEWS_READ, ReadNews.class, fleet::news));
    return all(consumers.stream().map(MessageConsumer::completion).toList());
  }

  /// Answers no more.
  public Future<Void> withdraw() {
    List<Future<Void>> ends = consumers.stream().map(MessageConsumer::unregister).toList();
    consumers.clear();
    return all(ends);
  }

  private Future<Record> open(String kiosk, OpenVisit question) {
    return visits
        .open(kiosk, question)
        .<Record>map(opening -> (Record) opening)
        .otherwise(cause -> new VisitOpening.TryLater("server"));
  }

  private <Q> MessageConsumer<String> on(
      String address, Class<Q> type, BiFunction<String, Q, Future<? extends Record>> service) {
    return vertx.eventBus().consumer(address, message -> answer(message, type, service));
  }

  private static <Q> void answer(
      Message<String> message,
      Class<Q> type,
      BiFunction<String, Q, Future<? extends Record>> service) {
    @Nullable String kiosk = message.headers().get(BridgeRules.KIOSK_HEADER);
    Q question;
    try {
      // The bridge hands on whatever JSON a kiosk sends as a body: only text is ours.
      if (kiosk == null || !((Object) message.body() instanceof String text)) {
        message.fail(Addresses.UNREADABLE, "malformed");
        return;
      }
      question = Wire.decode(text, type);
    } catch (Wire.MalformedException e) {
      message.fail(Addresses.UNREADABLE, "malformed");
      return;
    }
    service
        .apply(kiosk, question)
        .onSuccess(reply -> message.reply(Wire.encode(reply)))
        .onFailure(
            cause -> {
              log.atWarn()
                  .setMessage("gateway.failed")
                  .addKeyValue("kiosk", kiosk)
                  .addKeyValue("question", type.getSimpleName())
                  .addKeyValue("cause", cause.getClass().getName())
                  .log();
              message.fail(TRY_LATER, "try later");
            });
  }

  private static Future<Void> all(List<Future<Void>> futures) {
    return Future.all(futures).mapEmpty();
  }
}
