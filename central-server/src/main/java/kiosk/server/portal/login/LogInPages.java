package kiosk.server.portal.login;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kiosk.contract.Nir;
import kiosk.server.accesscode.CodeStanding.Gate;
import kiosk.server.online.Identity;
import kiosk.server.online.LogInOutcome;
import kiosk.server.online.OnlineLogIn;
import kiosk.server.portal.Block;
import kiosk.server.portal.Block.Field;
import kiosk.server.portal.Block.Kind;
import kiosk.server.portal.Browser;
import kiosk.server.portal.Page;
import kiosk.server.portal.Page.Tone;
import kiosk.server.portal.Pages;
import kiosk.server.portal.Told;
import kiosk.server.portal.Typed;
import kiosk.server.portal.Words;
import kiosk.server.web.RateLimit;
import kiosk.server.web.Routes;

/// Log-in with the number and a code (rules O2, C1, C9). Whoever has not shown who they are gets
/// one answer, whether the number is nobody's, the code wrong or locked.
public final class LogInPages implements Routes {

  private static final String USUAL = "/connexion";
  private static final String FIRST = "/premier-acces";
  private static final int STEP = 2;

  private final OnlineLogIn logIns;
  private final RateLimit limit;
  private final Told told;

  /// @param limit how often one network may try
  public LogInPages(OnlineLogIn logIns, RateLimit limit, InstantSource clock) {
    this.logIns = logIns;
    this.limit = limit;
    this.told = new Told(clock);
  }

  @Override
  public void mount(Router router) {
    for (String path : List.of(USUAL, FIRST)) {
      router.get(path).handler(this::ask);
      router.post(path).handler(Pages::trust).handler(this::take);
    }
  }

  private void ask(RoutingContext context) {
    Typed typed = Typed.in(context);
    Pages.show(context, page(context, typed, identified(context, typed)));
  }

  private void take(RoutingContext context) {
    Typed typed = Typed.in(context);
    boolean identified = identified(context, typed);
    Optional<Nir> nir = typed.nir();
    String code = typed.text("code", Typed.CODE);
    Optional<Identity> identity = identified ? IdentityForm.read(typed, nir) : Optional.empty();
    if (!typed.good()) {
      Pages.show(context, page(context, typed, identified));
      return;
    }
    Pages.keep(context, () -> page(context, typed, identified));
    if (!Pages.limited(context, limit)) {
      Pages.after(
          context,
          logIns.logIn(nir.orElseThrow(), code, identity),
          outcome -> answer(context, typed, identified, outcome));
    }
  }

  private void answer(
      RoutingContext context, Typed typed, boolean identified, LogInOutcome outcome) {
    Browser browser = Browser.of(context);
    Words words = browser.words();
    switch (outcome) {
      case LogInOutcome.Entered(String token) -> {
        browser.begin(token);
        Pages.lead(context, "/compte");
        return;
      }
      case LogInOutcome.AskIdentity() -> {
        Page page = page(context, typed, true);
        Pages.show(context, page.saying(words.get("login.identity")));
        return;
      }
      case LogInOutcome.Refused() -> typed.fault("code", "refused", "refused");
      case LogInOutcome.Wrong wrong -> typed.tell("code", told.wrong(words, wrong));
      case LogInOutcome.Closed(Gate gate) -> typed.tell("code", told.closed(words, gate));
    }
    Pages.show(context, page(context, typed, identified));
  }

  private static Page page(RoutingContext context, Typed typed, boolean identified) {
    Browser browser = Browser.of(context);
    Words words = browser.words();
    boolean first = first(context);
    List<Field> fields = new ArrayList<>();
    fields.add(IdentityForm.nir(typed));
    if (identified) {
      fields.addAll(IdentityForm.others(typed));
    }
    if (identified && !first) {
      fields.add(typed.hidden("identity", "1"));
    }
    fields.add(typed.field("code", Kind.SECRET, "current-password"));
    Block form =
        new Block.Form(
            first ? FIRST : USUAL,
            fields,
            List.of(new Block.Action("go", "1", words.get("login.button"), true)));
    return Pages.guarded(browser, first ? "first" : "login", Tone.QUESTION)
        .atStep(STEP)
        .with(form)
        .with(ways(words, first));
  }

  private static Block ways(Words words, boolean first) {
    Block.Link other =
        first
            ? new Block.Link(USUAL, words.get("front./connexion"), "")
            : new Block.Link(FIRST, words.get("front./premier-acces"), "");
    return new Block.Links(
        List.of(new Block.Link("/code-oublie", words.get("front./code-oublie"), ""), other));
  }

  /// Whether more than the number is asked for.
  private static boolean identified(RoutingContext context, Typed typed) {
    return first(context) || !typed.maybe("identity", 1).isEmpty();
  }

  private static boolean first(RoutingContext context) {
    return context.normalizedPath().equals(FIRST);
  }
}
