package kiosk.terminal.session;

import kiosk.terminal.visit.Touch;

/// Where touches and keys go. May be called from any thread.
public interface TouchHandler {

  void touched(Touch touch);
}
