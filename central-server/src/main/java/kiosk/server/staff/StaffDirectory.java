package kiosk.server.staff;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kiosk.server.accesscode.CodeHasher;
import kiosk.server.audit.AuditTrail;
import kiosk.server.database.Columns;
import kiosk.server.database.Database;
import kiosk.server.staff.StaffTries.From;
import kiosk.server.vault.Vault;

/// The accounts of staff. There is none until somebody adds the first by command.
public final class StaffDirectory {

  /// Shortest password, in characters.
  public static final int SHORTEST = 12;

  private static final int LONGEST = 128;
  private static final String NAME = "[a-z][a-z0-9.-]{0,39}";

  private static final String ADD =
      "INSERT INTO staff (name, role, password, made_at) VALUES ($1, $2, $3, $4)"
          + " ON CONFLICT (name) DO UPDATE SET role = excluded.role,"
          + " password = excluded.password";

  private static final String REMOVE = "DELETE FROM staff WHERE name = $1";
  private static final String LIST = "SELECT name, role FROM staff ORDER BY name";

  private static final String FIND = "SELECT * FROM staff WHERE name = $1";

  private final Database database;
  private final CodeHasher hasher;
  private final StaffTries tries;
  private final AuditTrail audit;
  private final InstantSource clock;

  public StaffDirectory(Database database, CodeHasher hasher, Vault vault, InstantSource clock) {
    this.database = database;
    this.hasher = hasher;
    this.tries = new StaffTries(vault);
    this.audit = new AuditTrail(clock);
    this.clock = clock;
  }

  /// Makes an account, or gives an existing one another role and password; its sessions and its
  /// waits end.
  ///
  /// @throws IllegalArgumentException when the name or the password has not the form it must
  public Future<Void> put(String name, Role role, String password) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "a name is 1-40 lower-case letters, digits, dots and hyphens, from a letter on");
    }
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      throw new IllegalArgumentException("a password has at least " + SHORTEST + " characters");
    }
    return hasher
        .hash(password)
        .compose(
            kept ->
                database.inTransaction(
                    tx ->
                        tx.preparedQuery("DELETE FROM staff_session WHERE staff = $1")
                            .execute(Tuple.of(name))
                            .compose(ended -> tries.forget(tx, name))
                            .compose(
                                forgotten ->
                                    tx.preparedQuery(ADD)
                                        .execute(
                                            Tuple.of(
                                                name,
                                                role.key(),
                                                kept,
                                                Columns.moment(clock.instant()))))
                            .mapEmpty()));
  }

  /// Removes an account with its sessions.
  ///
  /// @return whether there was one
  public Future<Boolean> remove(String name) {
    return database.withConnection(
        c -> c.preparedQuery(REMOVE).execute(Tuple.of(name)).map(rows -> rows.rowCount() == 1));
  }

  /// Everybody, by name.
  public Future<List<StaffMember>> all() {
    return database.withConnection(
        c ->
            c.query(LIST)
                .execute()
                .map(
                    rows -> {
                      List<StaffMember> all = new ArrayList<>();
                      rows.forEach(row -> all.add(member(row)));
                      return List.copyOf(all);
                    }));
  }

  private record Kept(StaffMember member, String password) {}

  /// The verdict on a try: who it is, or until when no other is looked at.
  sealed interface Verdict {
    /// The password fits.
    record Known(StaffMember member) implements Verdict {}

    /// It does not.
    record Unknown() implements Verdict {}

    /// It was not looked at.
    record TooSoon(Instant until) implements Verdict {}
  }

  /// Tries a password. A name without an account costs the same, waits the same, and is answered
  /// the same.
  ///
  /// @param network from which it is tried
  Future<Verdict> check(String name, String password, String network) {
    From from = new From(name, network);
    return database
        .withConnection(connection -> tries.wait(connection, from, clock.instant()))
        .compose(
            wait ->
                wait.isPresent()
                    ? Future.succeededFuture(new Verdict.TooSoon(wait.get()))
                    : look(from, password));
  }

  private Future<Verdict> look(From from, String password) {
    return database
        .withConnection(connection -> find(connection, from.name()))
        .compose(
            seen ->
                hasher
                    .matches(password, seen.map(Kept::password))
                    .compose(fits -> database.inTransaction(tx -> settle(tx, from, seen, fits))));
  }

  private static Future<Optional<Kept>> find(SqlConnection connection, String name) {
    // PostgreSQL takes no text with a NUL; what is no name is nobody's.
    return connection
        .preparedQuery(FIND)
        .execute(Tuple.of(name.matches(NAME) ? name : ""))
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(kept(rows.iterator().next())));
  }

  /// Counts the try, looking at everything again: of many at once each is counted, and those that
  /// came after the last free one are not looked at.
  private Future<Verdict> settle(SqlConnection tx, From from, Optional<Kept> seen, boolean fits) {
    Instant now = clock.instant();
    return tries
        .findLocked(tx, from, now)
        .compose(
            counted -> {
              Optional<Instant> wait = counted.wait(now);
              return wait.isPresent()
                  ? Future.succeededFuture(new Verdict.TooSoon(wait.get()))
                  : find(tx, from.name())
                      .compose(
                          kept -> {
                            boolean right = fits && kept.equals(seen);
                            return tries
                                .count(tx, from, counted, right, now)
                                .compose(done -> right ? done() : refused(tx, kept))
                                .map(noted -> verdict(kept.filter(k -> right)));
                          });
            });
  }

  private static Future<Void> done() {
    return Future.succeededFuture();
  }

  /// What was typed is kept only when it is somebody's name: else it may be anything, such as a
  /// password in the wrong field.
  private Future<Void> refused(SqlConnection tx, Optional<Kept> kept) {
    String whose = kept.map(known -> known.member().name()).orElse("nobody");
    return audit.add(tx, "staff", "staff.refused", Optional.empty(), whose);
  }

  private static Verdict verdict(Optional<Kept> right) {
    return right
        .<Verdict>map(kept -> new Verdict.Known(kept.member()))
        .orElseGet(Verdict.Unknown::new);
  }

  private static Kept kept(Row row) {
    return new Kept(member(row), row.getString("password"));
  }

  private static StaffMember member(Row row) {
    return new StaffMember(row.getString("name"), Role.of(row.getString("role")));
  }
}
