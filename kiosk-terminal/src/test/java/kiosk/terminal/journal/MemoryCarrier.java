package kiosk.terminal.journal;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import kiosk.contract.act.Act;
import kiosk.contract.act.ActReply;

/// A server in memory, behind a line that fails as chance wills: before the act arrives, or after
/// it had its effect. As the real one it does an act once, and refuses another content.
final class MemoryCarrier implements Carrier {

  private final RandomGenerator random;
  private final Map<UUID, Act> done = new LinkedHashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private boolean quiet;

  MemoryCarrier(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Future<ActReply> carry(Act act) {
    int fate = quiet ? 9 : random.nextInt(10);
    if (fate == 0) {
      return Future.failedFuture("lost on the way there");
    }
    if (fate == 1) {
      return Future.succeededFuture(new ActReply.TryLater("database"));
    }
    Act before = done.putIfAbsent(act.id(), act);
    if (before != null && !before.sha256().equals(act.sha256())) {
      complaints.add("another content under one id");
      return Future.succeededFuture(new ActReply.Conflict());
    }
    return fate == 2
        ? Future.failedFuture("lost on the way back")
        : Future.succeededFuture(new ActReply.Done(List.of()));
  }

  /// From now on nothing is lost.
  void calm() {
    quiet = true;
  }

  /// The acts that had their effect, in this order.
  List<Act> ledger() {
    return List.copyOf(done.values());
  }

  List<String> complaints() {
    return complaints;
  }
}
