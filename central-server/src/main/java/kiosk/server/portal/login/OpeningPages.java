package kiosk.server.portal.login;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kiosk.contract.act.ActReply.CodeFault;
import kiosk.server.online.Identity;
import kiosk.server.online.Openings;
import kiosk.server.online.Openings.Choice;
import kiosk.server.online.Openings.Stage;
import kiosk.server.portal.Block;
import kiosk.server.portal.Block.Field;
import kiosk.server.portal.Browser;
import kiosk.server.portal.CodeForm;
import kiosk.server.portal.Page;
import kiosk.server.portal.Page.Tone;
import kiosk.server.portal.Pages;
import kiosk.server.portal.TermsText;
import kiosk.server.portal.Typed;
import kiosk.server.portal.Words;
import kiosk.server.web.Routes;

/// An account is opened (rule O1): who it is, terms, code. Contacts and address follow once the
/// person is logged in by it.
public final class OpeningPages implements Routes {

  private static final String ASK = "/ouvrir";
  private static final String TERMS = "/ouvrir/conditions";
  private static final String CODE = "/ouvrir/code";
  private static final String OPENING = "__Host-portal-opening";

  private final Openings openings;
  private final CopyCodePages copies;
  private final String termsVersion;

  public OpeningPages(Openings openings, CopyCodePages copies, String termsVersion) {
    this.openings = openings;
    this.copies = copies;
    this.termsVersion = termsVersion;
  }

  @Override
  public void mount(Router router) {
    router.get(ASK).handler(context -> ask(context, Typed.in(context)));
    router.post(ASK).handler(Pages::trust).handler(this::begin);
    router.get(TERMS).handler(context -> at(context, Stage.TERMS, () -> showTerms(context)));
    router
        .post(TERMS)
        .handler(Pages::trust)
        .handler(context -> at(context, Stage.TERMS, () -> judgeTerms(context)));
    router
        .get(CODE)
        .handler(context -> at(context, Stage.CODE, () -> showCode(context, Typed.in(context))));
    router
        .post(CODE)
        .handler(Pages::trust)
        .handler(context -> at(context, Stage.CODE, () -> choose(context)));
  }

  private void ask(RoutingContext context, Typed typed) {
    Pages.after(
        context, copies.field(typed), copy -> Pages.show(context, form(context, typed, copy)));
  }

  private void begin(RoutingContext context) {
    Typed typed = Typed.in(context);
    if (!typed.maybe("anew", 1).isEmpty()) {
      List.of("nir", "surname", "birth", "postcode")
          .forEach(name -> typed.maybe(name, Typed.USUAL));
      ask(context, typed);
      return;
    }
    Optional<Identity> identity = IdentityForm.read(typed, typed.nir());
    Pages.after(
        context,
        copies.take(typed),
        right -> {
          if (right && identity.isPresent()) {
            Pages.after(context, openings.begin(identity.get()), token -> begun(context, token));
          } else {
            ask(context, typed);
          }
        });
  }

  private void begun(RoutingContext context, Optional<String> token) {
    Browser browser = Browser.of(context);
    if (token.isEmpty()) {
      Words words = browser.words();
      Pages.show(
          context,
          422,
          Page.of(words, "opening.refused", Tone.WARNING)
              .with(
                  new Block.Links(
                      List.of(
                          new Block.Link("/connexion", words.get("front./connexion"), ""),
                          new Block.Link("/code-oublie", words.get("front./code-oublie"), ""),
                          new Block.Link(ASK, words.get("opening.again"), "")))));
      return;
    }
    browser.keep(OPENING, token.get());
    Pages.lead(context, TERMS);
  }

  /// Runs `work` when the opening is at this stage, else leads to where it is.
  private void at(RoutingContext context, Stage stage, Runnable work) {
    Pages.after(
        context,
        openings.stage(token(context)),
        found -> {
          if (found.isEmpty()) {
            Pages.lead(context, ASK);
          } else if (found.get() == stage) {
            work.run();
          } else {
            Pages.lead(context, found.get() == Stage.TERMS ? TERMS : CODE);
          }
        });
  }

  private void showTerms(RoutingContext context) {
    Pages.show(context, TermsText.page(Browser.of(context), TERMS, termsVersion));
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

  private static void showCode(RoutingContext context, Typed typed) {
    Pages.show(context, CodeForm.page(Browser.of(context), typed, CODE, false));
  }

  private void choose(RoutingContext context) {
    Typed typed = Typed.in(context);
    String code = CodeForm.read(typed);
    if (!typed.good()) {
      showCode(context, typed);
      return;
    }
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
              showCode(context, typed);
            }
            case Choice.Over() -> {
              browser.forget(OPENING);
              Pages.lead(context, ASK);
            }
          }
        });
  }

  private static Page form(RoutingContext context, Typed typed, Field copy) {
    Browser browser = Browser.of(context);
    Words words = browser.words();
    List<Field> fields = new ArrayList<>();
    fields.add(IdentityForm.nir(typed));
    fields.addAll(IdentityForm.others(typed));
    fields.add(copy);
    return Pages.guarded(browser, "opening", Tone.QUESTION)
        .atStep(2)
        .with(
            new Block.Form(
                ASK,
                fields,
                List.of(
                    new Block.Action("go", "1", words.get("opening.button"), true),
                    new Block.Action("anew", "1", words.get("copy.anew"), false))));
  }

  private static String token(RoutingContext context) {
    return Browser.of(context).kept(OPENING).orElse("");
  }
}
