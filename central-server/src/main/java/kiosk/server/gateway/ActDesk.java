package kiosk.server.gateway;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import kiosk.contract.act.Act;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActReply;
import kiosk.server.account.VisitDesk;
import kiosk.server.database.Database;
import kiosk.server.database.DatabaseAwayException;
import kiosk.server.fleet.Alert;
import kiosk.server.fleet.Fleet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does each act of a kiosk once, however often and wherever it arrives.
///
/// The key (kiosk, id), the effect and the reply are one PostgreSQL transaction. A repeated act
/// gets the reply that was kept. Two deliveries at once, on two nodes even, meet at the key: the
/// second waits for the first, and answers what it answered. Safe from any context.
public final class ActDesk {

  private static final Logger log = LoggerFactory.getLogger(ActDesk.class);

  private final Database database;
  private final SealKeys seals;
  private final VisitDesk visits;
  private final Fleet fleet;
  private final InstantSource clock;
  private final Inbox inbox = new Inbox();

  public ActDesk(
      Database database, SealKeys seals, VisitDesk visits, Fleet fleet, InstantSource clock) {
    this.database = database;
    this.seals = seals;
    this.visits = visits;
    this.fleet = fleet;
    this.clock = clock;
  }

  /// Carries the reply out of a transaction that must leave nothing.
  private static final class NothingDone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ActReply reply;

    NothingDone(ActReply reply) {
      super("nothing done", null, false, false);
      this.reply = reply;
    }
  }

  /// An act that a kiosk has sent, opened.
  private record Delivery(String kiosk, Act act, SealKeys.Opened opened) {}

  /// Does it, or says again what came of it. The future never fails.
  ///
  /// @param kiosk who, from its certificate
  Future<ActReply> take(String kiosk, Act act) {
    Optional<byte[]> sealed = sealed(act);
    if (sealed.isEmpty()) {
      return malformed(kiosk, act, "envelope");
    }
    Future<Optional<Inbox.Done>> before =
        database.withConnection(connection -> inbox.find(connection, kiosk, act));
    // The database looks while the seal is opened.
    Optional<SealKeys.Opened> opened = seals.open(sealed.get());
    return before
        .compose(
            done ->
                opened.isPresent()
                    ? answer(new Delivery(kiosk, act, opened.get()), done)
                    : malformed(kiosk, act, "content"))
        .recover(cause -> Future.succeededFuture(notNow(kiosk, act, cause)));
  }

  /// Forgets the acts that cannot come again: those of an outbox after 90 days, the others after a
  /// day.
  ///
  /// @return how many
  public Future<Integer> forget() {
    return database.withConnection(connection -> inbox.forget(connection, clock.instant()));
  }

  private Future<ActReply> answer(Delivery delivery, Optional<Inbox.Done> before) {
    Future<ActReply> reply = before.isPresent() ? again(delivery, before.get()) : fresh(delivery);
    return reply.map(delivery.opened()::outgoing);
  }

  private Future<ActReply> fresh(Delivery delivery) {
    return effect(delivery.kiosk(), delivery.act(), delivery.opened().content())
        .compose(effect -> database.inTransaction(tx -> once(tx, delivery, effect)));
  }

  private Future<VisitDesk.Effect> effect(String kiosk, Act act, ActContent content) {
    if (content instanceof ActContent.VisitEnded ended) {
      VisitDesk.Effect keep = tx -> fleet.ended(tx, kiosk, ended).map(new ActReply.Done(List.of()));
      return Future.succeededFuture(keep);
    }
    return visits.prepare(kiosk, act.at(), content);
  }

  private Future<ActReply> once(SqlConnection tx, Delivery delivery, VisitDesk.Effect effect) {
    String kiosk = delivery.kiosk();
    Act act = delivery.act();
    return inbox
        .take(tx, kiosk, act, clock.instant())
        .compose(
            free ->
                free
                    ? order(tx, kiosk, act)
                        .compose(ordered -> effect.apply(tx))
                        .compose(reply -> kept(tx, delivery, reply))
                    : inbox
                        .find(tx, kiosk, act)
                        .compose(done -> again(delivery, done.orElseThrow())));
  }

  private Future<ActReply> kept(SqlConnection tx, Delivery delivery, ActReply reply) {
    if (reply instanceof ActReply.TryLater) {
      return Future.failedFuture(new NothingDone(reply));
    }
    byte[] closed = delivery.opened().close(reply);
    return inbox.keep(tx, delivery.kiosk(), delivery.act(), closed).map(reply);
  }

  /// A gap is told, not punished: the kiosk's own journal says why.
  private Future<Void> order(SqlConnection tx, String kiosk, Act act) {
    if (act.sequence() == 0) {
      return Future.succeededFuture();
    }
    return inbox
        .advance(tx, kiosk, act.sequence())
        .compose(
            before -> {
              if (act.sequence() <= before + 1) {
                return Future.succeededFuture();
              }
              log.atWarn()
                  .setMessage("act.gap")
                  .addKeyValue("kiosk", kiosk)
                  .addKeyValue("after", before)
                  .addKeyValue("came", act.sequence())
                  .log();
              return fleet.raise(tx, Alert.Kind.SEQUENCE_GAP, kiosk, act.id());
            });
  }

  private Future<ActReply> again(Delivery delivery, Inbox.Done done) {
    if (!done.sha256().equals(delivery.act().sha256())) {
      return raised(Alert.Kind.CONFLICT, delivery.kiosk(), delivery.act())
          .map(new ActReply.Conflict());
    }
    return delivery
        .opened()
        .kept(done.reply().getBytes())
        .map(Future::succeededFuture)
        .orElseGet(() -> Future.failedFuture(new IllegalStateException("a reply kept unreadable")));
  }

  private Future<ActReply> malformed(String kiosk, Act act, String what) {
    return raised(Alert.Kind.MALFORMED, kiosk, act).map(new ActReply.Malformed(what));
  }

  /// The answer does not wait for a database that is away.
  private Future<Void> raised(Alert.Kind kind, String kiosk, Act act) {
    log.atError()
        .setMessage("act.refused")
        .addKeyValue("why", kind)
        .addKeyValue("kiosk", kiosk)
        .addKeyValue("act", act.id())
        .log();
    return fleet.raise(kind, kiosk, act.id()).otherwiseEmpty();
  }

  private static ActReply notNow(String kiosk, Act act, Throwable cause) {
    if (cause instanceof NothingDone nothing) {
      return nothing.reply;
    }
    if (cause instanceof DatabaseAwayException) {
      return new ActReply.TryLater("database");
    }
    log.atError()
        .setMessage("act.failed")
        .addKeyValue("kiosk", kiosk)
        .addKeyValue("act", act.id())
        .addKeyValue("cause", cause.getClass().getName())
        .log();
    return new ActReply.TryLater("server");
  }

  /// The sealed bytes, if the envelope is of our version and they have the digest it says.
  private static Optional<byte[]> sealed(Act act) {
    if (act.v() != Act.VERSION || act.sequence() < 0) {
      return Optional.empty();
    }
    try {
      byte[] sealed = Base64.getDecoder().decode(act.sealed());
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(sealed);
      return HexFormat.of().formatHex(digest).equals(act.sha256())
          ? Optional.of(sealed)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
