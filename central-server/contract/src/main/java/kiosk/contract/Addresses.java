package kiosk.contract;

/// The event-bus addresses that cross the bridge. A kiosk may send to these and be sent to on its
/// own, and nothing else.
public final class Addresses {

  /// Takes an [kiosk.contract.act.Act], answers an [kiosk.contract.act.ActReply].
  public static final String ACT = "central.act";

  /// Takes a [kiosk.contract.visit.OpenVisit], answers a [kiosk.contract.visit.VisitOpening].
  public static final String VISIT_OPEN = "central.visit.open";

  /// Takes a [kiosk.contract.visit.ReadDocument], answers a [kiosk.contract.visit.DocumentPage].
  public static final String DOCUMENT_READ = "central.document.read";

  /// Takes a [kiosk.contract.fleet.Heartbeat], answers a [kiosk.contract.fleet.HeartbeatAnswer].
  public static final String HEARTBEAT = "central.heartbeat";

  /// Takes a [kiosk.contract.fleet.ReadNews], answers a [kiosk.contract.fleet.NewsPage].
  public static final String NEWS_READ = "central.news.read";

  /// The failure code of a question that the server cannot read, however often it is asked.
  public static final int UNREADABLE = 400;

  /// Where a kiosk is told that there is news to pull. The message carries nothing.
  public static String newsOf(String kiosk) {
    return "kiosk." + kiosk + ".news";
  }

  /// Where the results of a kiosk's self test go.
  public static String selfTestOf(String kiosk) {
    return "kiosk." + kiosk + ".selftest";
  }

  private Addresses() {}
}
