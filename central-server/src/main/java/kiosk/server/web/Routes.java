package kiosk.server.web;

import io.vertx.ext.web.Router;

/// Pages that a door adds to the public HTTP server.
@FunctionalInterface
public interface Routes {

  /// Adds them. Called once for each event loop that serves, so what is shared by several calls
  /// must be safe for several threads.
  ///
  /// Before these routes, every answer already carries `Cache-Control: no-store`, a strict
  /// Content-Security-Policy (own styles, scripts, fonts and pictures only), `nosniff`,
  /// `Referrer-Policy: no-referrer` and a refusal to be framed; a body of more than 4 MB is
  /// refused, and a failed route is answered without detail.
  void mount(Router router);
}
