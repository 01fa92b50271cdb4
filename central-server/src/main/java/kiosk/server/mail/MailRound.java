package kiosk.server.mail;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import kiosk.server.database.Database;
import kiosk.server.database.DatabaseAwayException;
import kiosk.server.database.Doorbell;
import kiosk.server.mail.Outbox.Waiting;
import kiosk.server.mail.SmtpSender.NotSentException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Empties the outbox: sends each mail at least once under one Message-ID, some at a time. A mail
/// that was added rings; between rings the outbox is looked at now and then for what is due again,
/// or was not heard. Any number of nodes may do so at once.
public final class MailRound {

  private static final Logger log = LoggerFactory.getLogger(MailRound.class);

  /// Well below the shortest pause between two tries.
  private static final long LOOK_MILLIS = 2_000;

  private static final int AT_ONCE = 4;

  /// Longer than the longest try, so that no other node takes the mail from a living one.
  private static final Duration LEASE = Duration.ofMinutes(3);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final Vertx vertx;
  private final Database database;
  private final Outbox outbox;
  private final SmtpSender sender;
  private final Duration giveUpAfter;
  private final InstantSource clock;
  private final WorkerExecutor workers;
  private final Set<Future<Void>> sending = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;
  private long timer = -1;
  private @Nullable Doorbell doorbell;

  /// Prepares; nothing is sent before [#start].
  ///
  /// @param giveUpAfter how long a mail is tried for
  public MailRound(
      Vertx vertx,
      Database database,
      Outbox outbox,
      Relay relay,
      Duration giveUpAfter,
      InstantSource clock) {
    this(
        vertx,
        database,
        outbox,
        new SmtpSender(relay, new Letters().senderName(), Optional.empty(), SmtpSender.STEP),
        giveUpAfter,
        clock);
  }

  MailRound(
      Vertx vertx,
      Database database,
      Outbox outbox,
      SmtpSender sender,
      Duration giveUpAfter,
      InstantSource clock) {
    this.vertx = vertx;
    this.database = database;
    this.outbox = outbox;
    this.sender = sender;
    this.giveUpAfter = giveUpAfter;
    this.clock = clock;
    this.workers = vertx.createSharedWorkerExecutor("mail", AT_ONCE);
  }

  /// Begins to look at the outbox.
  public void start() {
    doorbell = database.listen(Outbox.CHANNEL, this::look);
    timer = vertx.setPeriodic(0, LOOK_MILLIS, id -> look());
  }

  /// Stops looking. A mail that is claimed already is sent before this is done: given to nobody, it
  /// would wait until its lease is over.
  public Future<Void> close() {
    closed = true;
    vertx.cancelTimer(timer);
    Future<Void> deaf = doorbell == null ? Future.succeededFuture() : doorbell.close();
    List<Future<Void>> last = new ArrayList<>(sending);
    last.add(deaf);
    return Future.join(last).eventually(workers::close).mapEmpty();
  }

  private void look() {
    if (closed || sending.size() >= AT_ONCE) {
      return;
    }
    Promise<Void> round = Promise.promise();
    sending.add(round.future());
    next()
        .onFailure(
            e -> {
              // The database tells of its own absence, once.
              if (!(e instanceof DatabaseAwayException)) {
                log.atError().setMessage("mail.round").setCause(e).log();
              }
            })
        .onComplete(
            done -> {
              sending.remove(round.future());
              round.complete();
            });
  }

  /// Sends what is due, one after the other, until nothing is.
  private Future<Void> next() {
    if (closed) {
      return Future.succeededFuture();
    }
    Instant now = clock.instant();
    return database
        .withConnection(connection -> outbox.claim(connection, now, now.plus(LEASE)))
        .compose(
            claimed ->
                claimed.isEmpty()
                    ? Future.succeededFuture()
                    : deliver(claimed.get()).compose(done -> next()));
  }

  private Future<Void> deliver(Waiting mail) {
    return mail.expired(clock.instant()) ? noteExpired(mail) : send(mail);
  }

  private Future<Void> send(Waiting mail) {
    return workers
        .<Void>executeBlocking(
            () -> {
              sender.send(mail, clock.instant());
              return null;
            },
            false)
        .compose(done -> noteSent(mail))
        .recover(
            cause ->
                cause instanceof NotSentException refused
                    ? noteRefused(mail, refused)
                    : Future.failedFuture(cause));
  }

  private Future<Void> noteSent(Waiting mail) {
    Instant now = clock.instant();
    log.atInfo()
        .setMessage("mail.sent")
        .addKeyValue("mail", mail.messageId())
        .addKeyValue("tries", mail.tries())
        .addKeyValue("afterMillis", Duration.between(mail.createdAt(), now).toMillis())
        .log();
    return database.withConnection(connection -> outbox.sent(connection, mail.id(), now));
  }

  private Future<Void> noteExpired(Waiting mail) {
    Instant now = clock.instant();
    log.atError().setMessage("mail.expired").addKeyValue("mail", mail.messageId()).log();
    return database.withConnection(connection -> outbox.expire(connection, mail.id(), now));
  }

  private Future<Void> noteRefused(Waiting mail, NotSentException refused) {
    String fault = String.valueOf(refused.getMessage());
    Instant now = clock.instant();
    Instant due = now.plus(pause(mail.tries()));
    boolean over = refused.forEver() || due.isAfter(mail.createdAt().plus(giveUpAfter));
    log.atLevel(over ? Level.ERROR : Level.WARN)
        .setMessage(over ? "mail.given_up" : "mail.refused")
        .addKeyValue("mail", mail.messageId())
        .addKeyValue("tries", mail.tries())
        .addKeyValue("fault", fault)
        .log();
    return database.withConnection(
        connection ->
            over
                ? outbox.giveUp(connection, mail.id(), fault, now)
                : outbox.later(connection, mail.id(), due, fault));
  }

  /// 5 s, 10 s, 20 s … one hour.
  static Duration pause(int tries) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, 12));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
