package kiosk.server.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActReply;
import kiosk.contract.visit.DocumentPage;
import kiosk.contract.visit.OpenVisit;
import kiosk.contract.visit.ReadDocument;
import kiosk.contract.visit.VisitOpening;

/// All that a kiosk can ask of a person's account, whatever line it comes over.
///
/// The caller has made sure which kiosk it is.
public interface VisitDesk {

  /// Whether a visit may go on, by the card alone.
  Future<VisitOpening> open(String kiosk, OpenVisit question);

  /// Does the slow part of an act (hashing, drawing), outside any transaction, changing nothing.
  ///
  /// @param at when the person acted, by the kiosk's clock
  /// @param content anything but [ActContent.VisitEnded], which is the fleet's
  Future<Effect> prepare(String kiosk, Instant at, ActContent content);

  /// A part of a document of the session's person.
  Future<DocumentPage> read(String kiosk, ReadDocument question);

  /// The quick part of an act: looks again at what may have changed, and changes it.
  @FunctionalInterface
  interface Effect {

    /// Runs in the transaction that also keeps the act's id and the reply. A failed future rolls
    /// everything back, and the act may be tried again.
    Future<ActReply> apply(SqlConnection transaction);
  }
}
