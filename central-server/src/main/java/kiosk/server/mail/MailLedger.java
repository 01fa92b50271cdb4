package kiosk.server.mail;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kiosk.server.database.Columns;
import kiosk.server.database.Database;

/// How the outbox stands, for who operates it. Nothing of what mails say, nor to whom.
public final class MailLedger {

  private static final String COUNTS =
      "SELECT count(*) FILTER (WHERE state = 'WAITING') AS waiting,"
          + " count(*) FILTER (WHERE state = 'WAITING' AND tries > 0) AS retried,"
          + " min(created_at) FILTER (WHERE state = 'WAITING') AS oldest,"
          + " count(*) FILTER (WHERE state = 'SENT') AS sent,"
          + " count(*) FILTER (WHERE state = 'GIVEN_UP') AS given_up,"
          + " count(*) FILTER (WHERE state = 'BOUNCED') AS bounced,"
          + " count(*) FILTER (WHERE state = 'SUPERSEDED') AS superseded,"
          + " count(*) FILTER (WHERE state = 'EXPIRED') AS expired FROM mail_outbox";
  private static final String TROUBLED =
      "SELECT message_id, state, created_at, tries, last_fault FROM mail_outbox"
          + " WHERE state IN ('GIVEN_UP', 'BOUNCED', 'EXPIRED')"
          + " OR (state IN ('WAITING', 'SUPERSEDED') AND last_fault IS NOT NULL)"
          + " ORDER BY coalesce(ended_at, created_at) DESC LIMIT 50";

  private final Database database;
  private final Duration giveUpAfter;

  /// @param giveUpAfter how long a mail is tried for, whole days
  public MailLedger(Database database, Duration giveUpAfter) {
    this.database = database;
    this.giveUpAfter = giveUpAfter;
  }

  /// How many days a mail is tried for.
  public long giveUpDays() {
    return giveUpAfter.toDays();
  }

  /// What becomes of a mail.
  public enum State {
    WAITING,
    SENT,
    /// No relay took it for days, or one refused it for ever.
    GIVEN_UP,
    /// The relay took it, and it came back.
    BOUNCED,
    /// A newer link or code took its place before it left.
    SUPERSEDED,
    /// Its link or code was of no use any more before it left.
    EXPIRED
  }

  /// The whole.
  ///
  /// @param retried those of the waiting that failed at least once
  /// @param oldest since when the oldest of the waiting waits
  /// @param troubled the fifty latest that failed
  public record Standing(
      long waiting,
      long retried,
      Optional<Instant> oldest,
      long sent,
      long givenUp,
      long bounced,
      long superseded,
      long expired,
      List<Troubled> troubled) {
    public Standing {
      troubled = List.copyOf(troubled);
    }
  }

  /// A mail that failed.
  ///
  /// @param fault the kind of failure and its number; empty when it never was tried
  public record Troubled(
      String messageId, State state, Instant createdAt, int tries, String fault) {}

  /// How it stands now.
  public Future<Standing> standing() {
    return database.withConnection(
        connection ->
            connection
                .query(TROUBLED)
                .execute()
                .map(
                    rows -> {
                      List<Troubled> troubled = new ArrayList<>();
                      rows.forEach(row -> troubled.add(troubled(row)));
                      return troubled;
                    })
                .compose(
                    troubled ->
                        connection
                            .query(COUNTS)
                            .execute()
                            .map(rows -> standing(rows.iterator().next(), troubled))));
  }

  private static Standing standing(Row counts, List<Troubled> troubled) {
    return new Standing(
        counts.getLong("waiting"),
        counts.getLong("retried"),
        Columns.maybeInstant(counts, "oldest"),
        counts.getLong("sent"),
        counts.getLong("given_up"),
        counts.getLong("bounced"),
        counts.getLong("superseded"),
        counts.getLong("expired"),
        troubled);
  }

  private static Troubled troubled(Row row) {
    return new Troubled(
        row.getString("message_id"),
        State.valueOf(row.getString("state")),
        Columns.instant(row, "created_at"),
        row.getInteger("tries"),
        Columns.maybeText(row, "last_fault").orElse(""));
  }
}
