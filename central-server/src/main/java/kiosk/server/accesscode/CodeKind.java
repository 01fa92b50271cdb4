package kiosk.server.accesscode;

/// The codes that open a session.
public enum CodeKind {
  /// Four random digits from the desk, replaced at first use (rules C1, C2).
  PROVISIONAL,
  /// Chosen by the person: an account code, or eight to thirteen digits (rules C3, C4).
  PERSONAL,
  /// Eight random digits sent to the validated address, for one use (rule C6).
  MAILED
}
