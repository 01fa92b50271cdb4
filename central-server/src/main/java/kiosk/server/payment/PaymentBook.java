package kiosk.server.payment;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/// The payments in the database.
public final class PaymentBook {

  private static final String ANY = "SELECT 1 FROM payment WHERE insured_id = $1 LIMIT 1";
  private static final String PUT =
      "INSERT INTO payment (insured_id, kind, label, first_day, last_day, paid_on, base_cents,"
          + " paid_cents) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
  private static final String ALLOWANCES =
      "SELECT * FROM payment WHERE insured_id = $1 AND kind = 'ALLOWANCE'"
          + " AND first_day <= $3 AND last_day >= $2 ORDER BY first_day, id";
  private static final String PAID_IN =
      "SELECT * FROM payment WHERE insured_id = $1 AND paid_on >= $2 AND paid_on <= $3"
          + " ORDER BY paid_on, id";

  /// The allowances for days of a period, the oldest first; one that is only partly within it is
  /// whole here, as it was paid.
  public Future<List<Payment>> allowances(
      SqlConnection connection, long insured, LocalDate from, LocalDate to) {
    return connection
        .preparedQuery(ALLOWANCES)
        .execute(Tuple.of(insured, from, to))
        .map(PaymentBook::read);
  }

  /// All that was paid in a month, the oldest first.
  public Future<List<Payment>> paidIn(SqlConnection connection, long insured, YearMonth month) {
    return connection
        .preparedQuery(PAID_IN)
        .execute(Tuple.of(insured, month.atDay(1), month.atEndOfMonth()))
        .map(PaymentBook::read);
  }

  /// Writes the payments of a person of whom none is known yet; of another, changes nothing.
  public Future<Void> begin(SqlConnection transaction, long insured, List<Payment> payments) {
    if (payments.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Tuple> rows = payments.stream().map(payment -> row(insured, payment)).toList();
    return transaction
        .preparedQuery(ANY)
        .execute(Tuple.of(insured))
        .compose(
            known ->
                known.size() > 0
                    ? Future.succeededFuture()
                    : transaction.preparedQuery(PUT).executeBatch(rows).mapEmpty());
  }

  private static Tuple row(long insured, Payment payment) {
    return Tuple.tuple()
        .addLong(insured)
        .addString(payment.kind().name())
        .addString(payment.label())
        .addLocalDate(payment.from())
        .addLocalDate(payment.to())
        .addLocalDate(payment.paidOn())
        .addLong(payment.baseCents())
        .addLong(payment.paidCents());
  }

  private static List<Payment> read(RowSet<Row> rows) {
    List<Payment> payments = new ArrayList<>();
    for (Row row : rows) {
      payments.add(
          new Payment(
              Payment.Kind.valueOf(row.getString("kind")),
              row.getString("label"),
              row.getLocalDate("first_day"),
              row.getLocalDate("last_day"),
              row.getLocalDate("paid_on"),
              row.getLong("base_cents"),
              row.getLong("paid_cents")));
    }
    return List.copyOf(payments);
  }
}
