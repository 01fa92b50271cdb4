package kiosk.server.fleet;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import kiosk.contract.act.ActContent.VisitEnd;
import kiosk.contract.act.ActContent.VisitEnded;
import kiosk.contract.fleet.Figures;
import kiosk.contract.fleet.Heartbeat;
import kiosk.contract.fleet.Heartbeat.DeviceState;
import kiosk.contract.fleet.Heartbeat.KioskState;
import kiosk.contract.fleet.Heartbeat.PaperState;
import kiosk.contract.fleet.HeartbeatAnswer;
import kiosk.contract.fleet.NewsItem;
import kiosk.contract.fleet.NewsItem.Order;
import kiosk.contract.fleet.NewsPage;
import kiosk.contract.fleet.ReadNews;
import kiosk.server.database.Columns;
import kiosk.server.database.Database;

/// Keeps what kiosks tell of themselves, and hands them the orders of operations.
///
/// Every future fails with [kiosk.server.database.DatabaseAwayException] while the database is
/// away. Safe from any context.
public final class Fleet {

  private final Database database;
  private final InstantSource clock;
  private final String node;
  private final Figures figures;
  private final Consumer<String> nudge;

  /// @param node this node's name
  /// @param figures what kiosks say of the rules
  /// @param nudge tells the kiosk of this name that there is news to pull; may be lost
  public Fleet(
      Database database,
      InstantSource clock,
      String node,
      Figures figures,
      Consumer<String> nudge) {
    this.database = database;
    this.clock = clock;
    this.node = node;
    this.figures = figures;
    this.nudge = nudge;
  }

  /// Keeps a heartbeat and tells how far the kiosk's news go.
  public Future<HeartbeatAnswer> heard(String kiosk, Heartbeat beat) {
    Instant now = clock.instant();
    Tuple values =
        Tuple.of(kiosk, beat.boot(), beat.software())
            .addString(beat.state().name())
            .addString(beat.reader().name())
            .addString(beat.printer().name())
            .addString(beat.paper().name())
            .addInteger(beat.outboxWaiting())
            .addLong(beat.outboxOldestSeconds())
            .addLong(beat.newsSeen())
            .addArrayOfString(beat.faults().toArray(String[]::new))
            .addString(node)
            .addOffsetDateTime(Columns.moment(now));
    return database.withConnection(
        connection ->
            connection
                .preparedQuery(FleetQueries.HEARD)
                .execute(values)
                .map(rows -> rows.iterator().next().getLong(0))
                .map(newest -> new HeartbeatAnswer(now, newest, node, figures)));
  }

  /// A bounded part of a kiosk's news.
  public Future<NewsPage> news(String kiosk, ReadNews question) {
    return database.withConnection(
        connection ->
            connection
                .preparedQuery(FleetQueries.NEWS)
                .execute(Tuple.of(kiosk, question.after(), question.most() + 1))
                .map(
                    rows -> {
                      List<NewsItem> items = new ArrayList<>();
                      rows.forEach(row -> items.add(item(row)));
                      boolean more = items.size() > question.most();
                      return new NewsPage(more ? items.subList(0, question.most()) : items, more);
                    }));
  }

  /// Gives a kiosk an order, and tells it to look.
  ///
  /// @param by who wants it
  /// @return the order's number
  public Future<Long> order(String kiosk, Order order, String by) {
    return database
        .inTransaction(
            transaction ->
                transaction
                    .preparedQuery(FleetQueries.LOCK)
                    .execute(Tuple.of(kiosk))
                    .compose(
                        locked ->
                            transaction
                                .preparedQuery(FleetQueries.ORDER)
                                .execute(
                                    Tuple.of(
                                        kiosk, Columns.moment(clock.instant()), order.name(), by)))
                    .map(rows -> rows.iterator().next().getLong(0)))
        .onSuccess(number -> nudge.accept(kiosk));
  }

  /// Keeps a visit that is over, in the transaction of its act.
  public Future<Void> ended(SqlConnection transaction, String kiosk, VisitEnded visit) {
    return transaction
        .preparedQuery(FleetQueries.ENDED)
        .execute(
            Tuple.of(
                    visit.visit(),
                    kiosk,
                    Columns.moment(visit.began()),
                    Columns.moment(visit.ended()))
                .addString(visit.end().name())
                .addArrayOfString(visit.done().toArray(String[]::new)))
        .mapEmpty();
  }

  /// All kiosks ever heard, by name.
  public Future<List<KioskRow>> kiosks() {
    return list(FleetQueries.KIOSKS, Tuple.tuple(), Fleet::kiosk);
  }

  /// The latest visits of a kiosk, the newest first.
  public Future<List<VisitRow>> visits(String kiosk, int most) {
    return list(FleetQueries.VISITS, Tuple.of(kiosk, most), Fleet::visit);
  }

  /// Alerts that nobody has looked at, the newest first.
  public Future<List<Alert>> alerts(int most) {
    return list(FleetQueries.ALERTS, Tuple.of(most), Fleet::alert);
  }

  /// Raises an alert, on its own.
  public Future<Void> raise(Alert.Kind kind, String kiosk, UUID act) {
    return database.withConnection(connection -> raise(connection, kind, kiosk, act));
  }

  /// Raises an alert in a transaction.
  public Future<Void> raise(SqlConnection connection, Alert.Kind kind, String kiosk, UUID act) {
    return connection
        .preparedQuery(FleetQueries.RAISE)
        .execute(Tuple.of(Columns.moment(clock.instant()), kind.name(), kiosk, act))
        .mapEmpty();
  }

  /// Puts an alert away.
  public Future<Void> seen(long alert, String by) {
    return database.withConnection(
        connection ->
            connection.preparedQuery(FleetQueries.SEEN).execute(Tuple.of(alert, by)).mapEmpty());
  }

  private <T> Future<List<T>> list(String query, Tuple values, Function<Row, T> reading) {
    return database.withConnection(
        connection ->
            connection
                .preparedQuery(query)
                .execute(values)
                .map(
                    rows -> {
                      List<T> list = new ArrayList<>();
                      rows.forEach(row -> list.add(reading.apply(row)));
                      return List.copyOf(list);
                    }));
  }

  private static NewsItem item(Row row) {
    return new NewsItem(
        row.getLong("number"), Columns.instant(row, "at"), Order.valueOf(row.getString("item")));
  }

  private static KioskRow kiosk(Row row) {
    return new KioskRow(
        row.getString("name"),
        row.getString("software"),
        KioskState.valueOf(row.getString("state")),
        DeviceState.valueOf(row.getString("reader")),
        DeviceState.valueOf(row.getString("printer")),
        PaperState.valueOf(row.getString("paper")),
        row.getInteger("outbox_waiting"),
        row.getLong("outbox_oldest_s"),
        List.of(row.getArrayOfStrings("faults")),
        row.getString("node"),
        Columns.instant(row, "heard_at"),
        Order.valueOf(row.getString("wanted")));
  }

  private static VisitRow visit(Row row) {
    return new VisitRow(
        row.getString("kiosk"),
        Columns.instant(row, "began"),
        Columns.instant(row, "ended"),
        VisitEnd.valueOf(row.getString("ending")),
        List.of(row.getArrayOfStrings("done")));
  }

  private static Alert alert(Row row) {
    return new Alert(
        row.getLong("id"),
        Columns.instant(row, "at"),
        Alert.Kind.valueOf(row.getString("kind")),
        row.getString("kiosk"),
        Optional.ofNullable(row.getUUID("act")));
  }
}
