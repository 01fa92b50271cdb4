package kiosk.terminal.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import kiosk.contract.act.Act;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActReply;

/// Puts an outbox through a seeded life of acts, visits, failed deliveries and restarts, and says
/// what it did wrong.
final class OutboxTrial {

  private static final int STEPS = 150;
  private static final String CANARY = "canary@exemple.test";
  private static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");

  private final Random random;
  private final Opener opener;
  private final MemoryCarrier server;
  private final List<Act> kept = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private Optional<UUID> visit = Optional.empty();

  /// Opens the outbox on the disk, again after each restart.
  interface Opener {
    Outbox open() throws OutboxException;
  }

  OutboxTrial(long seed, Opener opener) {
    this.random = new Random(seed);
    this.opener = opener;
    this.server = new MemoryCarrier(random);
  }

  /// Everything that was wrong; nothing for a sound outbox.
  List<String> run() throws OutboxException {
    Outbox outbox = opener.open();
    for (int i = 0; i < STEPS; i++) {
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> keep(outbox);
        case 3, 4 -> deliver(outbox);
        case 5 -> again(outbox);
        case 6 -> beginOrEnd(outbox);
        default -> {
          outbox.close();
          outbox = opener.open();
          complainUnless(
              outbox.interrupted().map(Outbox.Interrupted::visit).equals(visit),
              "the visit under way is not known after a restart");
        }
      }
    }
    drain(outbox);
    judge();
    outbox.close();
    return complaints;
  }

  private void keep(Outbox outbox) throws OutboxException {
    ActContent content = new ActContent.EnterEmail("session", CANARY);
    note(outbox.keep(new UUID(random.nextLong(), random.nextLong()), AT, content));
  }

  private void note(Act act) {
    byte[] sealed = Base64.getDecoder().decode(act.sealed());
    complainUnless(!new String(sealed, StandardCharsets.ISO_8859_1).contains(CANARY), "not sealed");
    kept.add(act);
  }

  private void again(Outbox outbox) throws OutboxException {
    Optional<Act> waiting = outbox.first();
    if (waiting.isPresent()) {
      UUID id = waiting.get().id();
      int before = outbox.backlog().waiting();
      outbox.keep(id, AT, new ActContent.EnterEmail("session", CANARY));
      complainUnless(outbox.backlog().waiting() == before, "the same act kept twice");
    }
  }

  private void beginOrEnd(Outbox outbox) throws OutboxException {
    if (visit.isEmpty()) {
      UUID begun = new UUID(random.nextLong(), random.nextLong());
      outbox.began(begun, AT);
      visit = Optional.of(begun);
    } else {
      UUID over = visit.get();
      var end = new ActContent.VisitEnded(over, AT, AT, ActContent.VisitEnd.COMPLETED, List.of());
      note(outbox.ended(over, AT, end));
      visit = Optional.empty();
    }
  }

  private void deliver(Outbox outbox) throws OutboxException {
    Optional<Act> first = outbox.first();
    if (first.isPresent()) {
      var reply = server.carry(first.get());
      if (reply.succeeded() && !(reply.result() instanceof ActReply.TryLater)) {
        outbox.erase(first.get().sequence());
      }
    }
  }

  private void drain(Outbox outbox) throws OutboxException {
    server.calm();
    for (int i = 0; i <= 2 * STEPS; i++) {
      deliver(outbox);
    }
    complainUnless(outbox.backlog().waiting() == 0, "something waits for ever");
  }

  private void judge() {
    complaints.addAll(server.complaints());
    List<UUID> promised = kept.stream().map(Act::id).toList();
    List<UUID> done = server.ledger().stream().map(Act::id).toList();
    complainUnless(done.containsAll(promised), "an act was lost");
    complainUnless(promised.containsAll(done), "an act nobody kept was done");
    complainUnless(done.equals(promised), "acts were done in another order");
    List<Long> sequences = kept.stream().map(Act::sequence).toList();
    complainUnless(
        sequences.equals(LongStream.rangeClosed(1, kept.size()).boxed().toList()),
        "sequences with gaps or doubles");
  }

  private void complainUnless(boolean right, String complaint) {
    if (!right && !complaints.contains(complaint)) {
      complaints.add(complaint);
    }
  }
}
