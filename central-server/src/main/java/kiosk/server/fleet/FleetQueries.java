package kiosk.server.fleet;

/// The statements of the fleet.
final class FleetQueries {

  static final String HEARD =
      """
      WITH heard AS (
        INSERT INTO kiosk (name, boot, software, state, reader, printer, paper,
                           outbox_waiting, outbox_oldest_s, news_seen, faults, node, heard_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (name) DO UPDATE SET
          boot = excluded.boot, software = excluded.software, state = excluded.state,
          reader = excluded.reader, printer = excluded.printer, paper = excluded.paper,
          outbox_waiting = excluded.outbox_waiting, outbox_oldest_s = excluded.outbox_oldest_s,
          news_seen = excluded.news_seen, faults = excluded.faults,
          node = excluded.node, heard_at = excluded.heard_at)
      SELECT coalesce(max(number), 0) FROM kiosk_news WHERE kiosk = $1
      """;

  static final String NEWS =
      "SELECT number, at, item FROM kiosk_news WHERE kiosk = $1 AND number > $2"
          + " ORDER BY number LIMIT $3";

  /// One order at a time for a kiosk, so that its numbers have no gap and no double.
  static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 1))::text";

  static final String ORDER =
      """
      INSERT INTO kiosk_news (kiosk, number, at, item, ordered_by)
      SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4 FROM kiosk_news WHERE kiosk = $1
      RETURNING number
      """;

  static final String ENDED =
      "INSERT INTO kiosk_visit (visit, kiosk, began, ended, ending, done)"
          + " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (visit) DO NOTHING";

  static final String KIOSKS =
      """
      SELECT kiosk.*, coalesce(
        (SELECT item FROM kiosk_news n WHERE n.kiosk = kiosk.name ORDER BY number DESC LIMIT 1),
        'IN_SERVICE') AS wanted
      FROM kiosk ORDER BY name
      """;

  static final String VISITS =
      "SELECT kiosk, began, ended, ending, done FROM kiosk_visit WHERE kiosk = $1"
          + " ORDER BY ended DESC LIMIT $2";

  static final String ALERTS =
      "SELECT id, at, kind, kiosk, act FROM alert WHERE seen_by IS NULL"
          + " ORDER BY at DESC LIMIT $1";

  static final String RAISE = "INSERT INTO alert (at, kind, kiosk, act) VALUES ($1, $2, $3, $4)";

  static final String SEEN = "UPDATE alert SET seen_by = $2 WHERE id = $1 AND seen_by IS NULL";

  private FleetQueries() {}
}
