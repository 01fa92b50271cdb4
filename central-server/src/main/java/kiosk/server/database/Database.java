package kiosk.server.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.pubsub.PgSubscriber;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The database, seen by a room: work on one connection, in a transaction or not.
///
/// When it is away every call fails within seconds with a [DatabaseAwayException], the first one
/// and the return are logged, and it is used again as soon as it answers. Safe from any context.
public final class Database {

  private static final Logger log = LoggerFactory.getLogger(Database.class);

  private static final int CONNECTIONS = 12;
  private static final int CONNECT_MILLIS = 2_000;
  private static final int QUEUE_SECONDS = 3;
  private static final int STATEMENT_MILLIS = 5_000;
  private static final int WHOLE_SECONDS = 8;
  private static final int PIPELINED = 16;

  /// SQLSTATE classes and codes that speak of the server, not of our statement (PostgreSQL
  /// documentation, appendix A): 57P01–57P03 it stops or starts, 53 it has no room left.
  private static final Set<String> SERVER_TROUBLE =
      Set.of("57P01", "57P02", "57P03", "53000", "53100", "53200", "53300");

  /// SQLSTATE classes and codes of a server that is not there yet: 08 no connection can be made,
  /// 57P03 it starts, 53300 it has no connection left.
  private static final Set<String> NOT_YET = Set.of("57P03", "53300");

  private static final String CONNECTION = "08";

  private static final Duration START_LIMIT = Duration.ofSeconds(45);

  private final Vertx vertx;
  private final PgConnectOptions options;
  private final Pool pool;
  private final DatabaseAddress address;
  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicLong answers = new AtomicLong();

  private Database(Vertx vertx, PgConnectOptions options, Pool pool, DatabaseAddress address) {
    this.vertx = vertx;
    this.options = options;
    this.pool = pool;
    this.address = address;
  }

  /// A pool of connections, made when they are first needed.
  public static Database connect(Vertx vertx, DatabaseAddress address) {
    PgConnectOptions connect =
        new PgConnectOptions()
            .setHost(address.host())
            .setPort(address.port())
            .setDatabase(address.name())
            .setUser(address.user())
            .setPassword(address.password().reveal())
            .setCachePreparedStatements(true)
            .setPipeliningLimit(PIPELINED);
    NetClientOptions link =
        new NetClientOptions().setConnectTimeout(CONNECT_MILLIS).setTcpKeepAlive(true);
    connect
        .addProperty("application_name", "kiosk")
        .addProperty("statement_timeout", Integer.toString(STATEMENT_MILLIS))
        .addProperty("idle_in_transaction_session_timeout", "10000");
    PoolOptions options =
        new PoolOptions()
            .setMaxSize(CONNECTIONS)
            .setConnectionTimeout(QUEUE_SECONDS)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    Pool pool =
        PgBuilder.pool().with(options).with(link).connectingTo(connect).using(vertx).build();
    return new Database(vertx, connect, pool, address);
  }

  /// Brings the tables to this version's form. Blocking; several nodes may call it at once. A
  /// database that does not answer yet is waited for, up to 45 s, with a line in the log for each
  /// try; one that refuses is not.
  ///
  /// @throws DatabaseAwayException when the database cannot be reached, or does not let us in
  public static void migrate(DatabaseAddress address) {
    migrate(address, new Patience(START_LIMIT, System::nanoTime));
  }

  static void migrate(DatabaseAddress address, Patience patience) {
    Optional<DatabaseAwayException> refused = patience.attempt(() -> tryToMigrate(address));
    if (refused.isPresent()) {
      throw refused.get();
    }
  }

  /// @return the failure that no waiting mends
  private static Optional<DatabaseAwayException> tryToMigrate(DatabaseAddress address) {
    try {
      Flyway.configure()
          .dataSource(address.jdbcUrl(), address.user(), address.password().reveal())
          .locations("classpath:db/migration")
          // Each room numbers its steps from a hundred of its own: an older room's next step comes
          // after a younger room's first.
          .outOfOrder(true)
          .load()
          .migrate();
      return Optional.empty();
    } catch (FlywayException e) {
      String state = sqlState(e);
      String what = "cannot bring " + address.url() + " up to date";
      DatabaseAwayException away =
          new DatabaseAwayException(
              what + (state.isEmpty() ? ": " + firstLine(e) : " (SQLSTATE " + state + ")"), e);
      if (state.startsWith(CONNECTION) || NOT_YET.contains(state)) {
        throw away;
      }
      return Optional.of(away);
    }
  }

  private static String firstLine(FlywayException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static String sqlState(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }

  /// Calls `heard` whenever a transaction that rang on `channel` (`pg_notify`) is committed, on
  /// whichever node. On an event loop.
  public Doorbell listen(String channel, Runnable heard) {
    return new Doorbell(PgSubscriber.subscriber(vertx, options), channel, heard);
  }

  /// Runs `work` in a transaction: committed before the returned future succeeds, rolled back when
  /// `work` fails. When the future fails with [DatabaseAwayException] the commit may or may not
  /// have happened, so what is done must bear being done again.
  public <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> work) {
    return watched(pool.withTransaction(work));
  }

  /// Runs `work` on a connection, each statement being its own transaction.
  public <T> Future<T> withConnection(Function<SqlConnection, Future<T>> work) {
    return watched(pool.withConnection(work));
  }

  /// Whether the last call reached the database.
  public boolean reachable() {
    return !away.get();
  }

  /// Ends all connections.
  public Future<Void> close() {
    return pool.close();
  }

  private <T> Future<T> watched(Future<T> call) {
    long before = answers.get();
    return call.timeout(WHOLE_SECONDS, TimeUnit.SECONDS)
        .transform(
            done -> {
              if (done.succeeded()) {
                answers.incrementAndGet();
                noteBack();
                return Future.succeededFuture(done.result());
              }
              return Future.failedFuture(judge(done.cause(), before));
            });
  }

  /// A room's own exception, or PostgreSQL's answer to a statement, goes through as it is.
  ///
  /// @param before how many answers had come when the call began: one that hung while the database
  ///     was away and ends after its return says nothing new
  private Throwable judge(Throwable cause, long before) {
    boolean answered =
        cause instanceof PgException said && !SERVER_TROUBLE.contains(said.getSqlState());
    boolean ours = !(cause instanceof PgException) && !aboutTheLink(cause);
    if (answered || ours) {
      return cause;
    }
    if (answers.get() == before && away.compareAndSet(false, true)) {
      log.atError()
          .setMessage("database.away")
          .addKeyValue("database", address.url())
          .addKeyValue("cause", cause.getClass().getSimpleName())
          .log();
    }
    return new DatabaseAwayException("the database is away", cause);
  }

  private static boolean aboutTheLink(Throwable cause) {
    return cause instanceof IOException
        || cause instanceof TimeoutException
        || cause instanceof VertxException;
  }

  private void noteBack() {
    if (away.compareAndSet(true, false)) {
      log.atInfo().setMessage("database.back").addKeyValue("database", address.url()).log();
    }
  }
}
