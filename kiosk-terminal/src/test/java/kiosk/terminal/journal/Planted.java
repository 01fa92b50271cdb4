package kiosk.terminal.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import kiosk.contract.Wire;
import kiosk.contract.act.Act;
import kiosk.contract.act.ActContent;

/// Mistakes that an outbox could be built with, each planted over the real one.
enum Planted {
  KEPT_BEFORE_IT_IS_WRITTEN,
  ERASED_BEFORE_IT_IS_ACKNOWLEDGED,
  ANOTHER_FIRST_IN_LINE,
  SEALED_ANEW_FOR_EVERY_TRY,
  KEPT_TWICE_UNDER_ANOTHER_ID,
  NEVER_ERASED,
  ERASED_WITH_ALL_BEFORE_AND_AFTER,
  SEQUENCE_USED_AGAIN,
  SEQUENCE_WITH_GAPS,
  READABLE_ON_THE_DISK,
  VISIT_UNDER_WAY_FORGOTTEN,
  VISIT_NEVER_OVER;

  /// The sound outbox with this mistake.
  Outbox in(Outbox sound) {
    return switch (this) {
      case KEPT_BEFORE_IT_IS_WRITTEN -> new Late(sound);
      case ERASED_BEFORE_IT_IS_ACKNOWLEDGED -> new EagerEraser(sound);
      case ANOTHER_FIRST_IN_LINE -> new Skipper(sound);
      case SEALED_ANEW_FOR_EVERY_TRY -> new Resealer(sound);
      case KEPT_TWICE_UNDER_ANOTHER_ID -> new Doubler(sound);
      case NEVER_ERASED -> new Hoarder(sound);
      case ERASED_WITH_ALL_BEFORE_AND_AFTER -> new Sweeper(sound);
      case SEQUENCE_USED_AGAIN -> new Renumberer(sound);
      case SEQUENCE_WITH_GAPS -> new Gapper(sound);
      case READABLE_ON_THE_DISK -> new Opener(sound);
      case VISIT_UNDER_WAY_FORGOTTEN -> new Forgetter(sound);
      case VISIT_NEVER_OVER -> new Clinger(sound);
    };
  }

  /// Passes everything on.
  private static class Sound implements Outbox {
    final Outbox inner;

    Sound(Outbox inner) {
      this.inner = inner;
    }

    @Override
    public Act keep(UUID id, Instant at, ActContent content) throws OutboxException {
      return inner.keep(id, at, content);
    }

    @Override
    public Optional<Act> first() throws OutboxException {
      return inner.first();
    }

    @Override
    public Optional<Act> firstAfter(long sequence) throws OutboxException {
      return inner.firstAfter(sequence);
    }

    @Override
    public void erase(long sequence) throws OutboxException {
      inner.erase(sequence);
    }

    @Override
    public Backlog backlog() throws OutboxException {
      return inner.backlog();
    }

    @Override
    public void began(UUID visit, Instant at) throws OutboxException {
      inner.began(visit, at);
    }

    @Override
    public Act ended(UUID id, Instant at, ActContent.VisitEnded content) throws OutboxException {
      return inner.ended(id, at, content);
    }

    @Override
    public Optional<Interrupted> interrupted() throws OutboxException {
      return inner.interrupted();
    }

    @Override
    public void close() {
      inner.close();
    }
  }

  private static Act with(Act a, long sequence, UUID id, String sealed, String sha256) {
    return new Act(a.v(), sequence, id, a.at(), sealed, sha256);
  }

  private static final class Late extends Sound {
    private Optional<Act> lost = Optional.empty();

    Late(Outbox inner) {
      super(inner);
    }

    @Override
    public Act keep(UUID id, Instant at, ActContent content) throws OutboxException {
      Act act = inner.keep(id, at, content);
      lost = Optional.of(act);
      return act;
    }

    @Override
    public Optional<Act> first() throws OutboxException {
      lost = Optional.empty();
      return inner.first();
    }

    @Override
    public void close() {
      lost.ifPresent(
          act -> {
            try {
              inner.erase(act.sequence());
            } catch (OutboxException e) {
              throw new IllegalStateException(e);
            }
          });
      inner.close();
    }
  }

  private static final class EagerEraser extends Sound {
    EagerEraser(Outbox inner) {
      super(inner);
    }

    @Override
    public Optional<Act> first() throws OutboxException {
      Optional<Act> act = inner.first();
      if (act.isPresent()) {
        inner.erase(act.get().sequence());
      }
      return act;
    }
  }

  private static final class Skipper extends Sound {
    Skipper(Outbox inner) {
      super(inner);
    }

    @Override
    public Optional<Act> first() throws OutboxException {
      Optional<Act> first = inner.first();
      if (inner.backlog().waiting() < 2 || first.isEmpty()) {
        return first;
      }
      Act act = first.get();
      return Optional.of(with(act, act.sequence() + 1, UUID.randomUUID(), act.sealed(), "0"));
    }
  }

  private static final class Resealer extends Sound {
    private int tries;

    Resealer(Outbox inner) {
      super(inner);
    }

    @Override
    public Optional<Act> first() throws OutboxException {
      tries++;
      return inner.first().map(a -> with(a, a.sequence(), a.id(), a.sealed(), a.sha256() + tries));
    }
  }

  private static final class Doubler extends Sound {
    Doubler(Outbox inner) {
      super(inner);
    }

    @Override
    public Act keep(UUID id, Instant at, ActContent content) throws OutboxException {
      Act act = inner.keep(id, at, content);
      inner.keep(new UUID(id.getMostSignificantBits(), ~id.getLeastSignificantBits()), at, content);
      return act;
    }
  }

  private static final class Hoarder extends Sound {
    Hoarder(Outbox inner) {
      super(inner);
    }

    @Override
    public void erase(long sequence) {
      // Kept for ever.
    }
  }

  private static final class Sweeper extends Sound {
    Sweeper(Outbox inner) {
      super(inner);
    }

    @Override
    public void erase(long sequence) throws OutboxException {
      for (Optional<Act> act = inner.first(); act.isPresent(); act = inner.first()) {
        inner.erase(act.get().sequence());
      }
    }
  }

  private static final class Renumberer extends Sound {
    private long given;

    Renumberer(Outbox inner) {
      super(inner);
    }

    @Override
    public Act keep(UUID id, Instant at, ActContent content) throws OutboxException {
      Act act = inner.keep(id, at, content);
      given++;
      return with(act, given, id, act.sealed(), act.sha256());
    }
  }

  private static final class Gapper extends Sound {
    Gapper(Outbox inner) {
      super(inner);
    }

    @Override
    public Act keep(UUID id, Instant at, ActContent content) throws OutboxException {
      UUID wasted = new UUID(id.getMostSignificantBits(), ~id.getLeastSignificantBits());
      inner.erase(inner.keep(wasted, at, content).sequence());
      return inner.keep(id, at, content);
    }
  }

  private static final class Opener extends Sound {
    Opener(Outbox inner) {
      super(inner);
    }

    @Override
    public Act keep(UUID id, Instant at, ActContent content) throws OutboxException {
      Act act = inner.keep(id, at, content);
      byte[] clear = Wire.encode((Record) content).getBytes(StandardCharsets.UTF_8);
      String open = Base64.getEncoder().encodeToString(clear);
      return with(act, act.sequence(), id, open, act.sha256());
    }
  }

  private static final class Forgetter extends Sound {
    Forgetter(Outbox inner) {
      super(inner);
    }

    @Override
    public void began(UUID visit, Instant at) {
      // Nobody will know.
    }
  }

  private static final class Clinger extends Sound {
    Clinger(Outbox inner) {
      super(inner);
    }

    @Override
    public Act ended(UUID id, Instant at, ActContent.VisitEnded content) throws OutboxException {
      return inner.keep(id, at, content);
    }
  }
}
