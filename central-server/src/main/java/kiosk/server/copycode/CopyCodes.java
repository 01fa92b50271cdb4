package kiosk.server.copycode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import kiosk.server.database.Columns;
import kiosk.server.database.Database;
import kiosk.server.vault.Vault;

/// Codes to copy (rule C6): six digits that live some minutes, seen or heard, each tried once. A
/// new one is made whenever a form is shown. Any node knows them.
public final class CopyCodes {

  private static final int DIGITS = 6;
  private static final int WORKERS = 2;
  private static final String USE = "copy code";

  private static final String PUT =
      "INSERT INTO copy_code (id, sealed, made_at) VALUES ($1, $2, $3)";
  private static final String READ = "SELECT sealed FROM copy_code WHERE id = $1 AND made_at >= $2";
  private static final String TAKE =
      "DELETE FROM copy_code WHERE id = $1 AND made_at >= $2 RETURNING sealed";
  private static final String PURGE = "DELETE FROM copy_code WHERE made_at < $1";

  private final Database database;
  private final Vault vault;
  private final InstantSource clock;
  private final Speech speech;
  private final Duration life;
  private final WorkerExecutor workers;
  private final SecureRandom random = new SecureRandom();

  /// @param life how long a code can be copied, whole minutes
  public CopyCodes(
      Vertx vertx,
      Database database,
      Vault vault,
      Speech speech,
      Duration life,
      InstantSource clock) {
    this.database = database;
    this.vault = vault;
    this.speech = speech;
    this.life = life;
    this.clock = clock;
    this.workers = vertx.createSharedWorkerExecutor("copy-codes", WORKERS);
  }

  /// Whether codes can be listened to on this machine.
  public boolean spoken() {
    return speech.available();
  }

  /// How long a code can be copied.
  public Duration life() {
    return life;
  }

  /// Makes a code.
  ///
  /// @return its id, which tells nothing of it
  public Future<UUID> make() {
    StringBuilder code = new StringBuilder(DIGITS);
    for (int i = 0; i < DIGITS; i++) {
      code.append((char) ('0' + random.nextInt(10)));
    }
    UUID id = UUID.randomUUID();
    Tuple row =
        Tuple.of(
            id,
            Columns.bytes(vault.sealText(USE, code.toString())),
            Columns.moment(clock.instant()));
    return database.withConnection(c -> c.preparedQuery(PUT).execute(row).map(id));
  }

  /// Tries a copy. Whatever comes of it, the code cannot be tried again.
  public Future<Boolean> take(UUID id, String copy) {
    byte[] compact = copy.replaceAll("[ .-]", "").getBytes(US_ASCII);
    return database
        .withConnection(c -> open(c, TAKE, id))
        .map(code -> code.filter(c -> MessageDigest.isEqual(c.getBytes(US_ASCII), compact)))
        .map(Optional::isPresent);
  }

  /// The code as a PNG.
  public Future<Optional<Buffer>> picture(UUID id) {
    return draw(id, code -> Picture.draw(code, random));
  }

  /// The code as a WAV, in a language; empty too when this machine has no speech.
  ///
  /// @param language `fr` or `en`
  public Future<Optional<Buffer>> sound(UUID id, String language) {
    return spoken()
        ? draw(id, code -> speech.say(code, language))
        : Future.succeededFuture(Optional.empty());
  }

  /// Erases what is too old to be copied.
  public Future<Void> purge(SqlConnection connection, Instant now) {
    return connection.preparedQuery(PURGE).execute(Tuple.of(oldest(now))).mapEmpty();
  }

  /// Ends the workers.
  public Future<Void> close() {
    return workers.close();
  }

  @FunctionalInterface
  private interface Rendering {
    byte[] of(String code) throws Exception;
  }

  private Future<Optional<Buffer>> draw(UUID id, Rendering rendering) {
    return database
        .withConnection(c -> open(c, READ, id))
        .compose(
            code ->
                code.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : workers.executeBlocking(
                        () -> Optional.of(Buffer.buffer(rendering.of(code.get()))), false));
  }

  private Future<Optional<String>> open(SqlConnection c, String sql, UUID id) {
    return c.preparedQuery(sql)
        .execute(Tuple.of(id, oldest(clock.instant())))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(
                        vault.openText(USE, Columns.bytes(rows.iterator().next(), "sealed"))));
  }

  private Object oldest(Instant now) {
    return Columns.moment(now.minus(life));
  }
}
