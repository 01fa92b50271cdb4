package kiosk.simulators.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/// Turns a record into a page through its precompiled template.
public final class Pages {

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

  /// Answers with a page.
  ///
  /// @param template its path below the template folder
  /// @param model the template's parameter
  public Future<Void> show(RoutingContext context, String template, Object model) {
    StringOutput html = new StringOutput();
    engine.render(template, model, html);
    return context
        .response()
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .end(html.toString());
  }
}
