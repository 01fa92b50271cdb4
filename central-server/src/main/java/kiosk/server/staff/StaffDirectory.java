package kiosk.server.staff;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kiosk.server.accesscode.CodeHasher;
import kiosk.server.database.Columns;
import kiosk.server.database.Database;

/// The accounts of staff. There is none until somebody adds the first by command.
public final class StaffDirectory {

  /// Shortest password, in characters.
  public static final int SHORTEST = 12;

  private static final int LONGEST = 128;
  private static final int FREE_TRIES = 5;
  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 6;

  private static final String ADD =
      "INSERT INTO staff (name, role, password, made_at) VALUES ($1, $2, $3, $4)"
          + " ON CONFLICT (name) DO UPDATE SET role = excluded.role,"
          + " password = excluded.password, failures = 0, wait_until = NULL";

  private static final String REMOVE = "DELETE FROM staff WHERE name = $1";
  private static final String LIST = "SELECT name, role FROM staff ORDER BY name";

  /// The row is locked: wrong tries on several nodes at once count one by one.
  private static final String FIND = "SELECT * FROM staff WHERE name = $1 FOR UPDATE";

  private static final String FAILED =
      "UPDATE staff SET failures = $2, wait_until = $3 WHERE name = $1";

  private final Database database;
  private final CodeHasher hasher;
  private final InstantSource clock;

  public StaffDirectory(Database database, CodeHasher hasher, InstantSource clock) {
    this.database = database;
    this.hasher = hasher;
    this.clock = clock;
  }

  /// Makes an account, or gives an existing one another role and password; its sessions end.
  ///
  /// @throws IllegalArgumentException when the name or the password has not the form it must
  public Future<Void> put(String name, Role role, String password) {
    if (!name.matches("[a-z][a-z0-9.-]{0,39}")) {
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
                            .compose(
                                ended ->
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

  /// What an account knows of itself.
  private record Kept(
      StaffMember member, String password, int failures, Optional<Instant> waitUntil) {}

  /// The verdict on a try: who it is, or until when no other is looked at.
  sealed interface Verdict {
    /// The password fits.
    record Known(StaffMember member) implements Verdict {}

    /// It does not.
    record Unknown() implements Verdict {}

    /// It was not looked at.
    record TooSoon(Instant until) implements Verdict {}
  }

  /// Tries a password. The answer for a name without an account takes as long and says the same.
  Future<Verdict> check(String name, String password) {
    Instant now = clock.instant();
    return find(name)
        .compose(
            kept -> {
              Optional<Instant> wait = kept.flatMap(Kept::waitUntil).filter(now::isBefore);
              if (wait.isPresent()) {
                return Future.succeededFuture(new Verdict.TooSoon(wait.get()));
              }
              return hasher
                  .matches(password, kept.map(Kept::password))
                  .compose(fits -> count(name, fits, now));
            });
  }

  private Future<Optional<Kept>> find(String name) {
    return database.inTransaction(tx -> find(tx, name));
  }

  private static Future<Optional<Kept>> find(SqlConnection tx, String name) {
    return tx.preparedQuery(FIND)
        .execute(Tuple.of(name))
        .map(rows -> rows.rowCount() == 0 ? null : rows.iterator().next())
        .map(row -> Optional.ofNullable(row).map(StaffDirectory::kept));
  }

  /// Counts the try in a transaction of its own, looking at the account again.
  private Future<Verdict> count(String name, boolean fits, Instant now) {
    return database.inTransaction(
        tx ->
            find(tx, name)
                .compose(
                    kept -> {
                      if (kept.isEmpty()) {
                        return Future.succeededFuture(new Verdict.Unknown());
                      }
                      int failures = fits ? 0 : kept.get().failures() + 1;
                      Optional<Instant> wait = fits ? Optional.empty() : wait(failures, now);
                      Verdict verdict =
                          fits ? new Verdict.Known(kept.get().member()) : new Verdict.Unknown();
                      return tx.preparedQuery(FAILED)
                          .execute(Tuple.of(name, failures, wait.map(Columns::moment).orElse(null)))
                          .map(verdict);
                    }));
  }

  private static Optional<Instant> wait(int failures, Instant now) {
    if (failures < FREE_TRIES) {
      return Optional.empty();
    }
    int doublings = Math.min(failures - FREE_TRIES, MOST_DOUBLINGS);
    return Optional.of(now.plus(FIRST_WAIT.multipliedBy(1L << doublings)));
  }

  private static Kept kept(Row row) {
    return new Kept(
        member(row),
        row.getString("password"),
        row.getInteger("failures"),
        Columns.maybeInstant(row, "wait_until"));
  }

  private static StaffMember member(Row row) {
    return new StaffMember(row.getString("name"), Role.of(row.getString("role")));
  }
}
