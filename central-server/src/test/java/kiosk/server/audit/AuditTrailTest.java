package kiosk.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The trail and what tampering does to it.
@ExtendWith(CleanDatabase.class)
final class AuditTrailTest {

  private final Database database;
  private final AuditTrail trail =
      new AuditTrail(() -> Instant.parse("2026-03-20T08:00:00.1234567Z"));

  AuditTrailTest(Database database) {
    this.database = database;
  }

  /// What somebody with all rights in the database could do, and where it shows.
  static Stream<Tamper> tampers() {
    return Stream.of(
        new Tamper("UPDATE audit_line SET detail = 'other' WHERE number = 4", 4),
        new Tamper("UPDATE audit_line SET insured_id = 8 WHERE number = 5", 5),
        new Tamper("UPDATE audit_line SET at = at + interval '1 second' WHERE number = 6", 6),
        new Tamper("DELETE FROM audit_line WHERE number = 3", 3),
        new Tamper(
            "DELETE FROM audit_line WHERE number = 3;"
                + " UPDATE audit_line SET number = number - 1 WHERE number > 3",
            3),
        new Tamper(
            "UPDATE audit_line SET detail = CASE number WHEN 7 THEN 'line 8' ELSE 'line 7' END"
                + " WHERE number IN (7, 8)",
            7));
  }

  record Tamper(String sql, long broken) {}

  @BeforeEach
  void write() {
    unguarded("TRUNCATE audit_line");
    for (int i = 1; i <= 10; i++) {
      add("line " + i).await();
    }
  }

  @Test
  void anUntouchedTrailIsWhole() {
    assertThat(broken()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("tampers")
  void whatIsAlteredBehindItsBackIsFound(Tamper tamper) {
    unguarded(tamper.sql());
    assertThat(broken()).contains(tamper.broken());
  }

  @Test
  void linesAreOnlyEverAdded() {
    for (String sql :
        List.of(
            "UPDATE audit_line SET detail = ''", "DELETE FROM audit_line", "TRUNCATE audit_line")) {
      assertThatThrownBy(() -> query(sql)).hasMessageContaining("only ever added");
    }
  }

  @Test
  void manyTransactionsAtOnceMakeOneChain() {
    List<Future<Void>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(add("at once"));
    }
    Future.all(all).await();
    assertThat(broken()).isEmpty();
  }

  private Future<Void> add(String detail) {
    return database.inTransaction(tx -> trail.add(tx, "system", "test", Optional.of(7L), detail));
  }

  private Optional<Long> broken() {
    return database.withConnection(trail::firstBroken).await();
  }

  private void unguarded(String sql) {
    query(
        "ALTER TABLE audit_line DISABLE TRIGGER USER; "
            + sql
            + "; ALTER TABLE audit_line ENABLE TRIGGER USER");
  }

  private void query(String sql) {
    database.withConnection(c -> c.query(sql).execute()).await();
  }
}
