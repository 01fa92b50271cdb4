package kiosk.server.portal.login;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import kiosk.contract.act.ActReply.CodeFault;
import kiosk.server.accesscode.CodeStanding.Gate;
import kiosk.server.online.Identity;
import kiosk.server.online.Openings;
import kiosk.server.online.Openings.Beginning;
import kiosk.server.online.Openings.Choice;
import kiosk.server.online.Openings.Open;
import kiosk.server.online.Openings.Stage;
import kiosk.server.portal.Block;
import kiosk.server.portal.Browser;
import kiosk.server.portal.CodeForm;
import kiosk.server.portal.Page;
import kiosk.server.portal.Page.Span.Room;
import kiosk.server.portal.Page.Tone;
import kiosk.server.portal.Pages;
import kiosk.server.portal.TermsText;
import kiosk.server.portal.TimePages;
import kiosk.server.portal.Told;
import kiosk.server.portal.Typed;
import kiosk.server.portal.Words;
import kiosk.server.web.Routes;
import kiosk.server.web.Stay;

/// An account is opened (rule O1): who it is, terms, code. Contacts and address follow once the
/// person is logged in by it.
public final class OpeningPages implements Routes {

  private static final String ASK = "/ouvrir";
  private static final String TERMS = "/ouvrir/conditions";
  private static final String CODE = "/ouvrir/code";
  private static final String OPENING = "__Host-portal-opening";

  private final Openings openings;
  private final IdentityPage asking;
  private final String termsVersion;
  private final Told told;

  public OpeningPages(
      Openings openings, CopyCodePages copies, String termsVersion, InstantSource clock) {
    this.openings = openings;
    this.asking = new IdentityPage(ASK, "opening", 2, copies);
    this.termsVersion = termsVersion;
    this.told = new Told(clock);
  }

  @Override
  public void mount(Router router) {
    router.get(ASK).handler(asking::ask);
    router
        .post(ASK)
        .handler(Pages::trust)
        .handler(context -> asking.read(context, identity -> begin(context, identity)));
    router.get(Room.OPENING.path()).handler(this::look);
    router.post(Room.OPENING.path()).handler(Pages::trust).handler(this::extend);
    router
        .get(TERMS)
        .handler(context -> at(context, Stage.TERMS, stay -> showTerms(context, stay)));
    router
        .post(TERMS)
        .handler(Pages::trust)
        .handler(context -> at(context, Stage.TERMS, stay -> judgeTerms(context)));
    router
        .get(CODE)
        .handler(
            context -> at(context, Stage.CODE, stay -> showCode(context, Typed.in(context), stay)));
    router
        .post(CODE)
        .handler(Pages::trust)
        .handler(context -> at(context, Stage.CODE, stay -> choose(context, stay)));
  }

  private void begin(RoutingContext context, Identity identity) {
    Pages.afterEvenly(context, openings.begin(identity), beginning -> begun(context, beginning));
  }

  private void begun(RoutingContext context, Beginning beginning) {
    Browser browser = Browser.of(context);
    Words words = browser.words();
    switch (beginning) {
      case Beginning.Begun(String token) -> {
        browser.keep(OPENING, token);
        Pages.lead(context, TERMS);
      }
      case Beginning.Refused() -> Pages.show(context, 422, refused(words));
      case Beginning.TooSoon(Instant until) -> {
        String wait = told.closed(words, new Gate.TooSoon(until));
        Page page = Page.of(words, "opening.wait", Tone.WARNING).saying(wait);
        Pages.show(
            context,
            429,
            page.with(new Block.Text("", words.paragraphs("opening.wait.desk")))
                .with(again(words)));
      }
    }
  }

  private static Page refused(Words words) {
    return Page.of(words, "opening.refused", Tone.WARNING)
        .with(
            new Block.Links(
                List.of(
                    new Block.Link("/connexion", words.get("front./connexion"), ""),
                    new Block.Link("/code-oublie", words.get("front./code-oublie"), ""),
                    new Block.Link(ASK, words.get("opening.again"), ""))));
  }

  /// Runs `work` when the opening is at this stage, else leads to where it is.
  private void at(RoutingContext context, Stage stage, Consumer<Stay> work) {
    Pages.after(
        context,
        openings.use(token(context)),
        found -> {
          if (found.isEmpty()) {
            over(context);
          } else if (found.get().stage() == stage) {
            work.accept(found.get().stay());
          } else {
            Pages.lead(context, found.get().stage() == Stage.TERMS ? TERMS : CODE);
          }
        });
  }

  /// Too much time went by; whoever never began is led to the beginning.
  private static void over(RoutingContext context) {
    Browser browser = Browser.of(context);
    if (browser.kept(OPENING).isEmpty()) {
      Pages.lead(context, ASK);
      return;
    }
    browser.forget(OPENING);
    Pages.show(
        context,
        401,
        Page.of(browser.words(), "opening.over", Tone.WARNING).with(again(browser.words())));
  }

  private static Block again(Words words) {
    return new Block.Links(List.of(new Block.Link(ASK, words.get("opening.again"), "")));
  }

  private void look(RoutingContext context) {
    if (TimePages.leadsOn(context, Room.OPENING)) {
      return;
    }
    Pages.after(
        context,
        openings.look(token(context)),
        found -> TimePages.tell(context, Room.OPENING, found.map(Open::stay)));
  }

  private void extend(RoutingContext context) {
    Pages.after(
        context,
        openings.use(token(context)),
        found -> {
          if (TimePages.isScript(context)) {
            TimePages.tell(context, Room.OPENING, found.map(Open::stay));
          } else if (found.isEmpty()) {
            over(context);
          } else {
            Page page = Pages.guarded(Browser.of(context), "stay", Tone.SUCCESS);
            TimePages.showMore(context, page.during(Room.OPENING, found.get().stay()));
          }
        });
  }

  private void showTerms(RoutingContext context, Stay stay) {
    Page page = TermsText.page(Browser.of(context), TERMS, termsVersion);
    Pages.show(context, page.during(Room.OPENING, stay));
  }

  private void judgeTerms(RoutingContext context) {
    boolean accepted = Typed.in(context).maybe("terms", Typed.USUAL).equals("accept");
    if (accepted) {
      Pages.after(context, openings.acceptTerms(token(context)), done -> Pages.lead(context, CODE));
      return;
    }
    Pages.after(
        context,
        openings.giveUp(token(context)),
        done -> {
          Browser.of(context).forget(OPENING);
          Pages.show(context, TermsText.refused(Browser.of(context).words()));
        });
  }

  private static void showCode(RoutingContext context, Typed typed, Stay stay) {
    Pages.show(context, codePage(context, typed, stay));
  }

  private static Page codePage(RoutingContext context, Typed typed, Stay stay) {
    return CodeForm.page(Browser.of(context), typed, CODE, false).during(Room.OPENING, stay);
  }

  private void choose(RoutingContext context, Stay stay) {
    Typed typed = Typed.in(context);
    String code = CodeForm.read(typed);
    if (!typed.good()) {
      showCode(context, typed, stay);
      return;
    }
    Pages.keep(context, () -> codePage(context, typed, stay));
    Pages.after(
        context,
        openings.choose(token(context), code),
        choice -> {
          Browser browser = Browser.of(context);
          switch (choice) {
            case Choice.Opened(String session) -> {
              browser.forget(OPENING);
              browser.begin(session);
              Pages.lead(context, "/compte");
            }
            case Choice.Rejected(CodeFault fault) -> {
              CodeForm.tell(typed, fault);
              showCode(context, typed, stay);
            }
            case Choice.Over() -> {
              browser.forget(OPENING);
              Pages.lead(context, ASK);
            }
          }
        });
  }

  private static String token(RoutingContext context) {
    return Browser.of(context).kept(OPENING).orElse("");
  }
}
