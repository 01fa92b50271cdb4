package kiosk.server.portal.login;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import kiosk.server.accesscode.CodeLimits;
import kiosk.server.accesscode.CodeStanding.Gate;
import kiosk.server.online.ForgottenCodes;
import kiosk.server.online.Identity;
import kiosk.server.online.LogInOutcome;
import kiosk.server.portal.Block;
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

/// A forgotten code (rule C6): who it is, a code to copy, then the code that was mailed. The answer
/// is the same whether or not there is such an account.
public final class ForgottenPages implements Routes {

  private static final String ASK = "/code-oublie";
  private static final String ENTER = "/code-oublie/code";
  private static final String REQUEST = "__Host-portal-request";

  private final ForgottenCodes forgotten;
  private final IdentityPage asking;
  private final RateLimit limit;
  private final CodeLimits limits;
  private final Told told;

  /// @param limit how often one network may try
  /// @param limits how long a mailed code lives
  public ForgottenPages(
      ForgottenCodes forgotten,
      CopyCodePages copies,
      RateLimit limit,
      CodeLimits limits,
      InstantSource clock) {
    this.forgotten = forgotten;
    this.limit = limit;
    this.limits = limits;
    this.asking = new IdentityPage(ASK, "forgotten.code", 0, copies);
    this.told = new Told(clock);
  }

  @Override
  public void mount(Router router) {
    router.get(ASK).handler(asking::ask);
    router
        .post(ASK)
        .handler(Pages::trust)
        .handler(context -> asking.read(context, identity -> request(context, identity)));
    router.get(ENTER).handler(context -> Pages.show(context, entry(context, Typed.in(context))));
    router.post(ENTER).handler(Pages::trust).handler(this::use);
  }

  private void request(RoutingContext context, Identity identity) {
    Pages.afterEvenly(context, forgotten.request(identity), token -> sent(context, token));
  }

  private static void sent(RoutingContext context, String token) {
    Browser.of(context).keep(REQUEST, token);
    Pages.lead(context, ENTER);
  }

  private void use(RoutingContext context) {
    Typed typed = Typed.in(context);
    String code = typed.text("mailed", Typed.USUAL).replaceAll("[ .-]", "");
    if (!code.matches("[0-9]{8}")) {
      typed.fault("mailed", "wrong.mailed", "wrong");
    }
    if (!typed.good()) {
      Pages.show(context, entry(context, typed));
      return;
    }
    Pages.keep(context, () -> entry(context, typed));
    if (Pages.limited(context, limit)) {
      return;
    }
    String token = Browser.of(context).kept(REQUEST).orElse("");
    Pages.afterEvenly(
        context, forgotten.use(token, code), outcome -> answer(context, typed, outcome));
  }

  private void answer(RoutingContext context, Typed typed, LogInOutcome outcome) {
    Browser browser = Browser.of(context);
    switch (outcome) {
      case LogInOutcome.Entered(String token) -> {
        browser.forget(REQUEST);
        browser.begin(token);
        Pages.lead(context, "/compte");
      }
      case LogInOutcome.Wrong wrong -> {
        typed.tell("mailed", told.wrong(browser.words(), wrong));
        Pages.show(context, entry(context, typed));
      }
      case LogInOutcome.Closed(Gate _) -> {
        browser.forget(REQUEST);
        Pages.show(context, 422, over(browser.words()));
      }
      case LogInOutcome.AskIdentity(), LogInOutcome.Refused() ->
          throw new IllegalStateException("a request has shown who it is");
    }
  }

  private Page entry(RoutingContext context, Typed typed) {
    Browser browser = Browser.of(context);
    Words words = browser.words();
    return Pages.guarded(browser, "mailed", Tone.QUESTION, limits.mailedLife().toMinutes())
        .with(
            new Block.Form(
                ENTER,
                List.of(typed.field("mailed", Kind.MAILED, "one-time-code")),
                List.of(new Block.Action("go", "1", words.get("mailed.button"), true))))
        .with(
            new Block.Links(
                List.of(
                    new Block.Link(ASK, words.get("mailed.again"), ""),
                    new Block.Link("/aide/email", words.get("help.mail"), ""))));
  }

  private static Page over(Words words) {
    return Page.of(words, "request.over", Tone.WARNING)
        .with(new Block.Links(List.of(new Block.Link(ASK, words.get("mailed.again"), ""))));
  }
}
