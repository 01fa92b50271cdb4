package kiosk.server.portal;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import kiosk.server.database.Database;
import kiosk.server.email.EmailDesk;
import kiosk.server.email.LinkState;
import kiosk.server.portal.Page.Button;
import kiosk.server.portal.Page.Tone;
import kiosk.server.web.Routes;

/// The pages of the link in a mail (rules E6, E7). Opening one changes nothing, for mail scanners
/// open links too; only the button does, by POST. They work without script.
public final class ConfirmationPages implements Routes {

  private static final String LINK = EmailDesk.LINK_PATH + ":token";
  private static final String RESEND = "/resend";
  private static final String STYLE = "/portal/portal.css";

  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Database database;
  private final EmailDesk emails;

  public ConfirmationPages(Database database, EmailDesk emails) {
    this.database = database;
    this.emails = emails;
  }

  @Override
  public void mount(Router router) {
    router.route(LINK).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::look);
    router.post(LINK).handler(this::confirm);
    router.post(LINK + RESEND).handler(this::resend);
    router
        .get(STYLE)
        .handler(
            context ->
                context
                    .response()
                    .putHeader("Content-Type", "text/css; charset=utf-8")
                    .putHeader("Cache-Control", "public, max-age=3600")
                    .sendFile("portal/portal.css"));
  }

  private void look(RoutingContext context) {
    answer(
        context,
        database.withConnection(connection -> emails.look(connection, token(context))),
        state -> state == LinkState.VALID ? ask(context) : told(context, state));
  }

  private void confirm(RoutingContext context) {
    answer(
        context,
        database.inTransaction(tx -> emails.confirm(tx, token(context))),
        state ->
            state == LinkState.VALID
                ? page(context, "confirmed", Tone.SUCCESS, Optional.empty())
                : told(context, state));
  }

  private void resend(RoutingContext context) {
    database
        .inTransaction(tx -> emails.resend(tx, token(context)))
        .onSuccess(
            state ->
                render(
                    context,
                    state.isEmpty() ? 429 : 200,
                    state.isEmpty()
                        ? page(context, "toomany", Tone.WARNING, Optional.empty())
                        : resent(context, state.get())))
        .onFailure(e -> away(context));
  }

  private void answer(
      RoutingContext context, Future<Optional<LinkState>> asked, PageOf<LinkState> known) {
    asked
        .onSuccess(
            state ->
                render(
                    context,
                    state.isPresent() ? 200 : 404,
                    state
                        .map(known::page)
                        .orElseGet(() -> page(context, "unknown", Tone.WARNING, Optional.empty()))))
        .onFailure(e -> away(context));
  }

  private Page resent(RoutingContext context, LinkState state) {
    return state == LinkState.INACTIVE
        ? page(context, "resent", Tone.SUCCESS, Optional.empty())
        : told(context, state);
  }

  private Page ask(RoutingContext context) {
    return page(context, "ask", Tone.QUESTION, button(context, "", "ask.button"));
  }

  /// What a link that does not confirm (any more) says of itself.
  private Page told(RoutingContext context, LinkState state) {
    return switch (state) {
      case VALID -> ask(context);
      case USED -> page(context, "used", Tone.SUCCESS, Optional.empty());
      case OLDER -> page(context, "older", Tone.WARNING, Optional.empty());
      case INACTIVE ->
          page(context, "inactive", Tone.WARNING, button(context, RESEND, "inactive.button"));
      case FORGOTTEN -> page(context, "forgotten", Tone.WARNING, Optional.empty());
    };
  }

  private void away(RoutingContext context) {
    render(context, 503, page(context, "away", Tone.WARNING, Optional.empty()));
  }

  private Page page(RoutingContext context, String subject, Tone tone, Optional<Button> button) {
    Words words = words(context);
    List<String> lines = words.paragraphs(subject + ".text");
    return new Page(words.language(), words, words.get(subject + ".title"), tone, lines, button);
  }

  private Optional<Button> button(RoutingContext context, String path, String label) {
    Words words = words(context);
    String action = EmailDesk.LINK_PATH + token(context) + path + "?lang=" + words.language();
    return Optional.of(new Button(action, words.get(label)));
  }

  private void render(RoutingContext context, int status, Page page) {
    StringOutput html = new StringOutput();
    templates.render("portal/page.jte", page, html);
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Content-Language", page.language())
        .end(html.toString());
  }

  /// Only what a token is made of goes back into a page.
  private static String token(RoutingContext context) {
    String token = context.pathParam("token");
    return token != null && token.matches("[A-Za-z0-9_-]{43}") ? token : "";
  }

  private static Words words(RoutingContext context) {
    List<String> asked = context.queryParam("lang");
    if (!asked.isEmpty()) {
      return Words.in(asked.getFirst());
    }
    List<LanguageHeader> preferred = context.acceptableLanguages();
    return Words.in(preferred.isEmpty() ? "fr" : preferred.getFirst().tag());
  }

  @FunctionalInterface
  private interface PageOf<T> {
    Page page(T fact);
  }
}
