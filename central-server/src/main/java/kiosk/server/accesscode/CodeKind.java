package kiosk.server.accesscode;

/// The codes that open a session.
public enum CodeKind {
  /// Four random digits from the desk, replaced at first use (rules C1, C2).
  PROVISIONAL,
  /// Eight to thirteen digits chosen by the person (rule C4).
  PERSONAL
}
