package kiosk.simulators.mail;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.BiConsumer;
import kiosk.simulators.page.LoopbackSite;
import kiosk.simulators.page.Pages;

/// The mailbox as a web page, and as JSON for tests and scripts.
///
/// `/` lists the mails, `/mails/N` shows one, `/mails/N.eml` is its bytes, `/api/mails` and
/// `/api/mails/N` say the same as JSON. The HTML of a mail stands in a frame of its own without
/// script, forms or remote pictures.
public final class MailboxPage {

  /// A mail's own HTML may style itself and open its links in a new tab; nothing else.
  private static final String FRAME_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'self';"
          + " frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

  private static final String OPEN_LINKS_OUTSIDE = "<base target=\"_blank\">";

  private final Pages pages = new Pages();
  private final MailSink sink;
  private final ZoneId zone;

  private MailboxPage(MailSink sink, ZoneId zone) {
    this.sink = sink;
    this.zone = zone;
  }

  /// Opens the page.
  ///
  /// @param port 0 for any free one
  /// @param zone for the times shown
  public static Future<LoopbackSite> open(Vertx vertx, int port, MailSink sink, ZoneId zone) {
    MailboxPage page = new MailboxPage(sink, zone);
    return LoopbackSite.open(vertx, port, page::addRoutes);
  }

  private void addRoutes(Router router) {
    router.get("/").handler(this::list);
    router.getWithRegex("/mails/(?<number>\\d{1,6})").handler(with(this::show));
    router.getWithRegex("/mails/(?<number>\\d{1,6})/html").handler(with(MailboxPage::html));
    router.getWithRegex("/mails/(?<number>\\d{1,6})\\.eml").handler(with(MailboxPage::raw));
    router.get("/api/mails").handler(this::listJson);
    router
        .getWithRegex("/api/mails/(?<number>\\d{1,6})")
        .handler(with((context, mail) -> context.json(json(mail))));
  }

  private void list(RoutingContext context) {
    pages.show(context, "simulators/mailbox.jte", new MailList(sink.messages().reversed(), zone));
  }

  private void show(RoutingContext context, ReceivedMail mail) {
    pages.show(context, "simulators/mail.jte", new MailView(mail, zone));
  }

  private static void html(RoutingContext context, ReceivedMail mail) {
    LoopbackSite.allowFraming(context.response(), FRAME_POLICY);
    context
        .response()
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .end(OPEN_LINKS_OUTSIDE + mail.html().orElse(""));
  }

  private static void raw(RoutingContext context, ReceivedMail mail) {
    context
        .response()
        .putHeader("Content-Type", "message/rfc822")
        .putHeader(
            "Content-Disposition", "attachment; filename=\"%04d.eml\"".formatted(mail.number()))
        .end(Buffer.buffer(mail.raw().toArray()));
  }

  private void listJson(RoutingContext context) {
    JsonArray mails = new JsonArray();
    sink.messages().stream().map(MailboxPage::json).forEach(mails::add);
    context.json(mails);
  }

  private static JsonObject json(ReceivedMail mail) {
    return new JsonObject()
        .put("number", mail.number())
        .put("received", mail.received().toString())
        .put("from", mail.from())
        .put("to", new JsonArray(mail.recipients()))
        .put("subject", mail.subject())
        .put("messageId", mail.messageId())
        .put("text", mail.text())
        .put("html", mail.html().orElse(null))
        .put("links", new JsonArray(mail.links()))
        .put("attachments", new JsonArray(mail.attachments()));
  }

  private Handler<RoutingContext> with(BiConsumer<RoutingContext, ReceivedMail> page) {
    return context -> {
      Optional<ReceivedMail> mail = sink.find(Integer.parseInt(context.pathParam("number")));
      mail.ifPresentOrElse(found -> page.accept(context, found), () -> context.fail(404));
    };
  }
}
