package kiosk.terminal.journal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kiosk.contract.act.Act;
import kiosk.contract.act.ActContent;

/// The acts that the server has not acknowledged yet, and the visit under way.
///
/// Whatever a method has returned from survives the end of the process and of the power; what it
/// has thrown from has not happened. Not thread-safe: one thread at a time.
public interface Outbox extends AutoCloseable {

  /// Keeps an act, sealed, as the last in line.
  ///
  /// The same id again gives the act that is already there. Sequences grow by one and are never
  /// used twice, not even after [#erase].
  ///
  /// @throws OutboxException when it could not be made durable; nothing is kept then
  Act keep(UUID id, Instant at, ActContent content) throws OutboxException;

  /// The first in line.
  default Optional<Act> first() throws OutboxException {
    return firstAfter(0);
  }

  /// The first in line of those whose sequence is greater.
  Optional<Act> firstAfter(long sequence) throws OutboxException;

  /// Takes an act out of the line: the server has it for ever. What is not there is passed over.
  void erase(long sequence) throws OutboxException;

  /// How much waits.
  Backlog backlog() throws OutboxException;

  /// A visit has begun; nothing personal.
  void began(UUID visit, Instant at) throws OutboxException;

  /// A visit is over: keeps the act that says so and forgets that it was under way, both or
  /// neither.
  Act ended(UUID id, Instant at, ActContent.VisitEnded content) throws OutboxException;

  /// The visit that had begun and not ended when the process last stopped.
  Optional<Interrupted> interrupted() throws OutboxException;

  @Override
  void close();

  /// What waits.
  ///
  /// @param oldest when the person acted whose act waits longest
  record Backlog(int waiting, Optional<Instant> oldest) {

    /// Nothing waits.
    public static final Backlog EMPTY = new Backlog(0, Optional.empty());
  }

  /// A visit cut short by a restart.
  record Interrupted(UUID visit, Instant began) {}
}
