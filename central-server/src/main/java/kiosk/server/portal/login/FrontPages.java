package kiosk.server.portal.login;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.stream.Stream;
import kiosk.server.email.EmailPolicy;
import kiosk.server.portal.Block;
import kiosk.server.portal.Browser;
import kiosk.server.portal.Page;
import kiosk.server.portal.Page.Tone;
import kiosk.server.portal.Pages;
import kiosk.server.portal.Words;
import kiosk.server.web.Routes;

/// The front page, and the pages that only say something.
public final class FrontPages implements Routes {

  private static final List<String> WAYS =
      List.of(
          "/connexion", "/premier-acces", "/ouvrir", "/code-oublie", "/verifier", "/aide/email");

  private final EmailPolicy policy;

  /// @param policy how long a link confirms and an address is kept
  public FrontPages(EmailPolicy policy) {
    this.policy = policy;
  }

  @Override
  public void mount(Router router) {
    router.get("/").handler(this::front);
    router.get("/aide/email").handler(this::mailHelp);
    router.get("/validation-de-mon-email").handler(this::validation);
  }

  private void front(RoutingContext context) {
    Words words = Browser.of(context).words();
    List<Block.Link> ways =
        WAYS.stream()
            .map(
                href ->
                    new Block.Link(
                        href, words.get("front." + href), words.get("front." + href + ".lead")))
            .toList();
    Pages.show(
        context, Page.of(words, "front", Tone.QUESTION).with(new Block.Links(ways)).atStep(1));
  }

  /// Rule E12: to be read, or printed as a slip.
  private void mailHelp(RoutingContext context) {
    Words words = Browser.of(context).words();
    List<Block.Fact> facts =
        Stream.of("sender", "subject", "deadline")
            .map(
                name ->
                    new Block.Fact(
                        words.get("mailhelp." + name),
                        words.get(
                            "mailhelp." + name + ".is", policy.linkDays(), policy.keptDays())))
            .toList();
    Pages.show(
        context,
        Page.of(words, "mailhelp", Tone.QUESTION)
            .with(new Block.Facts(facts))
            .with(
                new Block.Text(
                    words.get("mailhelp.advice.title"), words.paragraphs("mailhelp.advice")))
            .with(
                new Block.Text(
                    words.get("mailhelp.none.title"), words.paragraphs("mailhelp.none"))));
  }

  /// Rule E4: after an address was entered.
  private void validation(RoutingContext context) {
    Words words = Browser.of(context).words();
    Pages.show(
        context,
        Page.of(words, "validation", Tone.QUESTION, policy.linkDays())
            .atStep(4)
            .with(
                new Block.Links(
                    List.of(
                        new Block.Link("/aide/email", words.get("help.mail"), ""),
                        new Block.Link("/connexion", words.get("validation.login"), "")))));
  }
}
