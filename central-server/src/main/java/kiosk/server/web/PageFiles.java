package kiosk.server.web;

import io.vertx.core.http.MimeMapping;
import io.vertx.ext.web.Router;
import java.util.List;

/// Style sheets and scripts of pages: the same for everybody, kept by browsers for an hour.
public final class PageFiles {

  /// Serves resources of the class path under their own names.
  ///
  /// @param paths such as `/web/site.css`
  public static void mount(Router router, List<String> paths) {
    for (String path : paths) {
      String type = MimeMapping.mimeTypeForFilename(path) + "; charset=utf-8";
      router
          .get(path)
          .handler(
              context ->
                  context
                      .response()
                      .putHeader("Content-Type", type)
                      .putHeader("Cache-Control", "public, max-age=3600")
                      .sendFile(path.substring(1)));
    }
  }

  private PageFiles() {}
}
