package kiosk.server.portal;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import kiosk.server.database.Database;
import kiosk.server.email.EmailDesk;
import kiosk.server.email.LinkState;
import kiosk.server.portal.Page.Tone;
import kiosk.server.web.PageFiles;
import kiosk.server.web.Routes;

/// The pages of the link in a mail (rules E6, E7). Opening one changes nothing, for mail scanners
/// open links too; only the button does, by POST. They work without script.
public final class ConfirmationPages implements Routes {

  private static final String LINK = EmailDesk.LINK_PATH + ":token";
  private static final String RESEND = "/resend";
  private static final List<String> FILES = List.of("/portal/portal.css", "/portal/portal.js");

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
    router.get(LINK + RESEND).handler(context -> Pages.lead(context, path(context)));
    PageFiles.mount(router, FILES);
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
                ? linked(context, "confirmed", Tone.SUCCESS, "/connexion")
                : told(context, state));
  }

  private void resend(RoutingContext context) {
    database
        .inTransaction(tx -> emails.resend(tx, token(context)))
        .onSuccess(
            state ->
                Pages.show(
                    context,
                    state.isEmpty() ? 429 : 200,
                    state.isEmpty()
                        ? linked(
                            context,
                            "toomany",
                            Tone.WARNING,
                            path(context),
                            emails.policy().mailsAnHour())
                        : resent(context, state.get())))
        .onFailure(e -> Pages.away(context, e));
  }

  private void answer(
      RoutingContext context, Future<Optional<LinkState>> asked, PageOf<LinkState> known) {
    asked
        .onSuccess(
            state ->
                Pages.show(
                    context,
                    state.isPresent() ? 200 : 404,
                    state.map(known::page).orElseGet(() -> page(context, "unknown", Tone.WARNING))))
        .onFailure(e -> Pages.away(context, e));
  }

  private Page resent(RoutingContext context, LinkState state) {
    return state == LinkState.INACTIVE
        ? page(context, "resent", Tone.SUCCESS, emails.policy().linkDays())
        : told(context, state);
  }

  private Page ask(RoutingContext context) {
    return page(context, "ask", Tone.QUESTION).with(button(context, "", "ask.button"));
  }

  /// What a link that does not confirm (any more) says of itself.
  private Page told(RoutingContext context, LinkState state) {
    return switch (state) {
      case VALID -> ask(context);
      case USED -> linked(context, "used", Tone.SUCCESS, "/connexion");
      case OLDER -> page(context, "older", Tone.WARNING);
      case INACTIVE ->
          page(context, "inactive", Tone.WARNING, emails.policy().linkDays())
              .with(button(context, RESEND, "inactive.button"))
              .with(link(context, "inactive", "/connexion"));
      case FORGOTTEN ->
          linked(context, "forgotten", Tone.WARNING, "/connexion", emails.policy().keptDays());
    };
  }

  private static Page page(RoutingContext context, String subject, Tone tone, Object... values) {
    return Page.of(Browser.of(context).words(), subject, tone, values);
  }

  /// A page that leads on.
  private static Page linked(
      RoutingContext context, String subject, Tone tone, String href, Object... values) {
    return page(context, subject, tone, values).with(link(context, subject, href));
  }

  private static Block link(RoutingContext context, String subject, String href) {
    String label = Browser.of(context).words().get(subject + ".link");
    return new Block.Links(List.of(new Block.Link(href, label, "")));
  }

  private static Block button(RoutingContext context, String path, String label) {
    Words words = Browser.of(context).words();
    String action = path(context) + path + "?lang=" + words.language();
    return new Block.Form(
        action, List.of(), List.of(new Block.Action("go", "1", words.get(label), true)));
  }

  private static String path(RoutingContext context) {
    return EmailDesk.LINK_PATH + token(context);
  }

  /// Only what a token is made of goes back into a page.
  private static String token(RoutingContext context) {
    String token = context.pathParam("token");
    return token != null && token.matches("[A-Za-z0-9_-]{43}") ? token : "";
  }

  @FunctionalInterface
  private interface PageOf<T> {
    Page page(T fact);
  }
}
