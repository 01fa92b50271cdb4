package kiosk.terminal.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kiosk.contract.act.Act;
import kiosk.contract.act.ActContent;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The outbox in one SQLite file: write-ahead log, one fsync a commit (synchronous = FULL), pages
/// of erased acts overwritten (secure_delete).
public final class SqliteOutbox implements Outbox {

  private static final String TABLES =
      """
      CREATE TABLE IF NOT EXISTS act (
        sequence INTEGER PRIMARY KEY,
        id       TEXT NOT NULL UNIQUE,
        at       TEXT NOT NULL,
        sealed   TEXT NOT NULL,
        sha256   TEXT NOT NULL
      ) STRICT;
      CREATE TABLE IF NOT EXISTS counter (last INTEGER NOT NULL) STRICT;
      INSERT INTO counter SELECT 0 WHERE NOT EXISTS (SELECT * FROM counter);
      CREATE TABLE IF NOT EXISTS visit (id TEXT PRIMARY KEY, began TEXT NOT NULL) STRICT;
      """;

  private final Connection connection;
  private final Envelope envelope;

  /// Opens the outbox of a folder, making both if they are not there.
  ///
  /// @param envelope closes the acts
  /// @throws OutboxException when the disk is full, read-only, or holds something else there
  public static SqliteOutbox open(Path folder, Envelope envelope) throws OutboxException {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new OutboxException("the folder of the outbox cannot be made", false, e);
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    try {
      Connection connection = config.createConnection("jdbc:sqlite:" + folder.resolve("outbox.db"));
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(TABLES);
      }
      return new SqliteOutbox(connection, envelope);
    } catch (SQLException e) {
      throw broken("the outbox cannot be opened", e);
    }
  }

  private SqliteOutbox(Connection connection, Envelope envelope) {
    this.connection = connection;
    this.envelope = envelope;
  }

  @Override
  public Act keep(UUID id, Instant at, ActContent content) throws OutboxException {
    return commit("keep an act", () -> insert(id, at, content));
  }

  @Override
  public Act ended(UUID id, Instant at, ActContent.VisitEnded content) throws OutboxException {
    return commit(
        "end a visit",
        () -> {
          update("DELETE FROM visit WHERE id = ?", content.visit().toString());
          return insert(id, at, content);
        });
  }

  @Override
  public void began(UUID visit, Instant at) throws OutboxException {
    commit(
        "begin a visit",
        () ->
            update(
                "INSERT OR REPLACE INTO visit (id, began) VALUES (?, ?)",
                visit.toString(),
                at.toString()));
  }

  @Override
  public void erase(long sequence) throws OutboxException {
    commit("erase an act", () -> update("DELETE FROM act WHERE sequence = ?", sequence));
  }

  @Override
  public Optional<Act> firstAfter(long sequence) throws OutboxException {
    return commit(
        "read an act",
        () -> {
          try (PreparedStatement query =
                  prepare(
                      "SELECT * FROM act WHERE sequence > ? ORDER BY sequence LIMIT 1", sequence);
              ResultSet row = query.executeQuery()) {
            return row.next() ? Optional.of(act(row)) : Optional.empty();
          }
        });
  }

  @Override
  public Backlog backlog() throws OutboxException {
    return commit(
        "count the acts",
        () -> {
          try (Statement statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery(
                      "SELECT count(*), (SELECT at FROM act ORDER BY sequence LIMIT 1)"
                          + " FROM act")) {
            row.next();
            String oldest = row.getString(2);
            return new Backlog(row.getInt(1), Optional.ofNullable(oldest).map(Instant::parse));
          }
        });
  }

  @Override
  public Optional<Interrupted> interrupted() throws OutboxException {
    return commit(
        "look for a visit",
        () -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery("SELECT id, began FROM visit LIMIT 1")) {
            return row.next()
                ? Optional.of(
                    new Interrupted(
                        UUID.fromString(row.getString(1)), Instant.parse(row.getString(2))))
                : Optional.empty();
          }
        });
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("the outbox cannot be closed", e);
    }
  }

  /// Asks SQLite for one of its settings, or changes it for this connection.
  String pragma(String setting) throws OutboxException {
    return commit(
        "ask for a setting",
        () -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery("PRAGMA " + setting)) {
            return row.next() ? row.getString(1) : "";
          }
        });
  }

  private Act insert(UUID id, Instant at, ActContent content) throws SQLException {
    Optional<Act> known = byId(id);
    if (known.isPresent()) {
      return known.get();
    }
    Act act = envelope.close(next(), id, at, content);
    update(
        "INSERT INTO act (sequence, id, at, sealed, sha256) VALUES (?, ?, ?, ?, ?)",
        act.sequence(),
        id.toString(),
        at.toString(),
        act.sealed(),
        act.sha256());
    return act;
  }

  private Optional<Act> byId(UUID id) throws SQLException {
    try (PreparedStatement query = prepare("SELECT * FROM act WHERE id = ?", id.toString());
        ResultSet row = query.executeQuery()) {
      return row.next() ? Optional.of(act(row)) : Optional.empty();
    }
  }

  private long next() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("UPDATE counter SET last = last + 1 RETURNING last")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Act act(ResultSet row) throws SQLException {
    return new Act(
        Act.VERSION,
        row.getLong("sequence"),
        UUID.fromString(row.getString("id")),
        Instant.parse(row.getString("at")),
        row.getString("sealed"),
        row.getString("sha256"));
  }

  private int update(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values)) {
      return statement.executeUpdate();
    }
  }

  private PreparedStatement prepare(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  /// Something done on the tables.
  private interface Work<T> {
    T run() throws SQLException;
  }

  private <T> T commit(String what, Work<T> work) throws OutboxException {
    try {
      execute("BEGIN IMMEDIATE");
      T result = work.run();
      execute("COMMIT");
      return result;
    } catch (SQLException e) {
      rollback(e);
      throw broken("the outbox cannot " + what, e);
    }
  }

  /// The driver's own transactions do not survive SQLite's: without room it rolls back by itself
  /// (sqlite.org/lang_transaction.html, section 3.1).
  private void rollback(SQLException why) {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static OutboxException broken(String message, SQLException e) {
    boolean full =
        e instanceof SQLiteException s && s.getResultCode() == SQLiteErrorCode.SQLITE_FULL;
    return new OutboxException(full ? message + ": no room on the disk" : message, full, e);
  }
}
