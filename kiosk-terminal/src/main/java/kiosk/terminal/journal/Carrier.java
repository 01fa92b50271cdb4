package kiosk.terminal.journal;

import io.vertx.core.Future;
import kiosk.contract.act.Act;
import kiosk.contract.act.ActReply;

/// The way to the central server.
@FunctionalInterface
public interface Carrier {

  /// Takes an act there and brings the reply back. May try several times; the same act has one
  /// effect however often it arrives.
  ///
  /// The future fails when no reply came in time: whether the act had its effect is not known then.
  /// It fails with [kiosk.contract.Wire.MalformedException] when one of the two cannot read the
  /// other, such as an older server or a newer one.
  Future<ActReply> carry(Act act);
}
