package kiosk.server.ops;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import kiosk.contract.fleet.NewsItem.Order;
import kiosk.server.counter.DeskCounter;
import kiosk.server.fleet.Fleet;
import kiosk.server.fleet.KioskRow;
import kiosk.server.mail.MailLedger;
import kiosk.server.pki.KioskName;
import kiosk.server.staff.StaffSessions;
import kiosk.server.web.RateLimit;
import kiosk.server.web.Routes;

/// The site of operations, under `/ops`. Every page but the log-in is for staff; orders are for
/// the roles that operate. All pages work without script; with it, the first one keeps itself new.
public final class OpsPages implements Routes {

  private static final int ALERTS = 50;
  private static final int VISITS = 20;

  private final Fleet fleet;
  private final Supplier<List<String>> nodes;
  private final InstantSource clock;
  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final LogInPages logIn;
  private final DeskPages desk;
  private final PaperPages papers;
  private final MailLedger mails;

  /// @param limit how often one network may log in
  /// @param counter what the desk may do
  /// @param mails what operations see of the mails
  /// @param nodes the names of the cluster's nodes
  public OpsPages(
      Fleet fleet,
      StaffSessions sessions,
      RateLimit limit,
      DeskCounter counter,
      MailLedger mails,
      Supplier<List<String>> nodes,
      InstantSource clock) {
    this.fleet = fleet;
    this.mails = mails;
    this.nodes = nodes;
    this.clock = clock;
    this.logIn = new LogInPages(sessions, limit, this::show);
    this.desk = new DeskPages(counter, sessions, this::show);
    this.papers = new PaperPages(counter, sessions, this::show);
  }

  @Override
  public void mount(Router router) {
    router.get("/ops/static/*").handler(StaticHandler.create("ops/static"));
    router.route("/ops/*").handler(Tongue::choose);
    router.route("/ops").handler(Tongue::choose);
    router.get("/ops/login").handler(logIn::ask);
    router.post("/ops/login").handler(logIn::take);
    router.route("/ops").handler(logIn::guard);
    router.route("/ops/*").handler(logIn::guard);
    router.get("/ops").handler(this::overview);
    router.get("/ops/kiosks/:kiosk").handler(this::kiosk);
    router.post("/ops/logout").handler(logIn::leave);
    router.get("/ops/time").handler(logIn::stay);
    router.post("/ops/time").handler(logIn::stay);
    router.route(HttpMethod.POST, "/ops/kiosks/*").handler(OpsPages::operatorsOnly);
    router.route(HttpMethod.POST, "/ops/alerts/*").handler(OpsPages::operatorsOnly);
    router.post("/ops/kiosks/:kiosk/order").handler(this::order);
    router.post("/ops/alerts/:alert/seen").handler(this::seen);
    router.route("/ops/mails").handler(OpsPages::operatorsOnly);
    router.get("/ops/mails").handler(this::mails);
    desk.mount(router);
    papers.mount(router);
  }

  private static void operatorsOnly(RoutingContext context) {
    if (LogInPages.session(context).member().role().operates()) {
      context.next();
    } else {
      context.fail(403);
    }
  }

  private void overview(RoutingContext context) {
    Words words = Tongue.of(context);
    Overview.Show list = list(context.request().getParam("show", ""));
    Future.all(fleet.kiosks(), fleet.alerts(ALERTS))
        .onSuccess(
            both ->
                show(
                    context,
                    "ops/overview.jte",
                    Map.of(
                        "frame",
                        Frame.of(context),
                        "overview",
                        Overview.of(
                            both.resultAt(0),
                            both.resultAt(1),
                            nodes.get(),
                            list,
                            clock.instant(),
                            words))))
        .onFailure(cause -> away(context));
  }

  private void kiosk(RoutingContext context) {
    String name = Objects.requireNonNull(context.pathParam("kiosk"));
    if (!KioskName.wellFormed(name)) {
      context.fail(404);
      return;
    }
    Future.all(fleet.kiosks(), fleet.visits(name, VISITS))
        .onSuccess(
            both -> {
              List<KioskRow> rows = both.resultAt(0);
              Optional<KioskRow> row = rows.stream().filter(r -> r.name().equals(name)).findFirst();
              if (row.isEmpty()) {
                context.fail(404);
                return;
              }
              KioskCard card = KioskCard.of(row.get(), clock.instant());
              show(
                  context,
                  "ops/kiosk.jte",
                  Map.of(
                      "frame",
                      Frame.of(context),
                      "kiosk",
                      card,
                      "troubles",
                      Overview.troubles(card, Tongue.of(context)),
                      "visits",
                      both.resultAt(1)));
            })
        .onFailure(cause -> away(context));
  }

  private void mails(RoutingContext context) {
    mails
        .standing()
        .onSuccess(
            standing ->
                show(
                    context,
                    "ops/mails.jte",
                    Map.of(
                        "frame",
                        Frame.of(context),
                        "mails",
                        new MailCard(standing, mails.giveUpDays(), clock.instant()))))
        .onFailure(cause -> away(context));
  }

  private void order(RoutingContext context) {
    String name = Objects.requireNonNull(context.pathParam("kiosk"));
    Optional<Order> order =
        Arrays.stream(Order.values())
            .filter(o -> o.name().equals(context.request().getFormAttribute("order")))
            .findFirst();
    if (order.isEmpty()) {
      context.fail(400);
      return;
    }
    String by = LogInPages.session(context).member().name();
    fleet
        .kiosks()
        .map(rows -> rows.stream().anyMatch(row -> row.name().equals(name)))
        .compose(
            known ->
                known
                    ? fleet.order(name, order.get(), by).map(true)
                    : Future.succeededFuture(known))
        .onSuccess(
            done -> {
              if (done) {
                LogInPages.redirect(context, "/ops/kiosks/" + name);
              } else {
                context.fail(404);
              }
            })
        .onFailure(cause -> away(context));
  }

  private void seen(RoutingContext context) {
    String alert = Objects.requireNonNull(context.pathParam("alert"));
    if (!alert.matches("[0-9]{1,15}")) {
      context.fail(404);
      return;
    }
    fleet
        .seen(Long.parseLong(alert), LogInPages.session(context).member().name())
        .onSuccess(done -> LogInPages.redirect(context, "/ops"))
        .onFailure(cause -> away(context));
  }

  private void away(RoutingContext context) {
    context.response().setStatusCode(503).putHeader("Retry-After", "5");
    show(context, "ops/away.jte", Map.of("words", Tongue.of(context)));
  }

  private void show(RoutingContext context, String template, Map<String, Object> values) {
    StringOutput html = new StringOutput();
    templates.render(template, values, html);
    context.response().putHeader("Content-Type", "text/html; charset=utf-8").end(html.toString());
  }

  private static Overview.Show list(String wanted) {
    return Arrays.stream(Overview.Show.values())
        .filter(s -> s.name().equalsIgnoreCase(wanted))
        .findFirst()
        .orElse(Overview.Show.ALL);
  }
}
