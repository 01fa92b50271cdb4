package kiosk.server.verifier;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kiosk.server.attestation.AttestationOffice;
import kiosk.server.attestation.DocumentRegister;
import kiosk.server.attestation.DocumentRegister.Verdict;
import kiosk.server.database.Database;
import kiosk.server.web.Language;
import kiosk.server.web.PageFiles;
import kiosk.server.web.RateLimit;
import kiosk.server.web.Routes;

/// `/verifier`, where a printed code is typed, and `/verifier/CODE`, which its QR code opens.
///
/// The answer is authentic, voided or unknown, and nothing else (rule S1's documents, read by who
/// receives them). A code that was never issued and what is no code at all get the same bytes; what
/// was typed is never shown again.
public final class VerifierPages implements Routes {

  private static final String PATH = "/verifier";
  private static final String STYLE = PATH + "/verifier.css";

  /// Enough for a person with a pile of papers, useless to try codes.
  private static final int AT_ONCE = 20;

  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Database database;
  private final DocumentRegister documents;
  private final RateLimit limit;

  public VerifierPages(Database database, DocumentRegister documents, InstantSource clock) {
    this.database = database;
    this.documents = documents;
    this.limit = new RateLimit(AT_ONCE, PAUSE, clock);
  }

  @Override
  public void mount(Router router) {
    PageFiles.mount(router, List.of(STYLE));
    router
        .route(PATH)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(context -> render(context, 200, Optional.empty(), false));
    router
        .post(PATH)
        .handler(
            context ->
                judge(
                    context,
                    Objects.requireNonNullElse(context.request().getFormAttribute("code"), "")));
    router
        .route(AttestationOffice.VERIFY_PATH + ":code")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(
            context -> judge(context, Objects.requireNonNullElse(context.pathParam("code"), "")));
  }

  private void judge(RoutingContext context, String typed) {
    Optional<Duration> over = limit.wait(context);
    if (over.isPresent()) {
      context.response().putHeader("Retry-After", RateLimit.seconds(over.get()));
      render(context, 429, Optional.empty(), true);
      return;
    }
    database
        .withConnection(connection -> documents.verify(connection, typed))
        .onSuccess(verdict -> render(context, 200, Optional.of(verdict), false))
        .onFailure(context::fail);
  }

  private void render(
      RoutingContext context, int status, Optional<Verdict> verdict, boolean limited) {
    VerifierPage page = new VerifierPage(Words.in(Language.of(context)), verdict, limited);
    StringOutput html = new StringOutput();
    templates.render("verifier/page.jte", page, html);
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Content-Language", page.words().language())
        .end(html.toString());
  }
}
