package kiosk.terminal.session;

import kiosk.terminal.visit.Frame;

/// Where the person looks. Called on the session's context.
public interface Display {

  /// Replaces all that is shown.
  void show(Frame frame);
}
