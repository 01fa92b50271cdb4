package kiosk.server.portal.login;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kiosk.server.online.Identity;
import kiosk.server.portal.Block;
import kiosk.server.portal.Block.Field;
import kiosk.server.portal.Browser;
import kiosk.server.portal.Page;
import kiosk.server.portal.Page.Tone;
import kiosk.server.portal.Pages;
import kiosk.server.portal.Typed;
import kiosk.server.portal.Words;

/// The page that asks somebody without a code who they are, with a code to copy (rules O1, C6).
final class IdentityPage {

  private final String path;
  private final String title;
  private final int step;
  private final CopyCodePages copies;

  /// @param path of the page, for asking and for answering
  /// @param title the key of its title; its button's is this with `.button`
  /// @param step of the first access, or 0
  IdentityPage(String path, String title, int step, CopyCodePages copies) {
    this.path = path;
    this.title = title;
    this.step = step;
    this.copies = copies;
  }

  void ask(RoutingContext context) {
    ask(context, Typed.in(context));
  }

  private void ask(RoutingContext context, Typed typed) {
    Pages.keep(context, () -> page(context, typed, Optional.empty()));
    if (!copies.limited(context)) {
      askNow(context, typed);
    }
  }

  private void askNow(RoutingContext context, Typed typed) {
    Pages.after(
        context,
        copies.field(typed),
        copy -> Pages.show(context, page(context, typed, Optional.of(copy))));
  }

  /// Gives who it says it is, or asks again with what is wrong. A new code to copy keeps what was
  /// typed.
  void read(RoutingContext context, Consumer<Identity> then) {
    Typed typed = Typed.in(context);
    if (!typed.maybe("anew", 1).isEmpty()) {
      List.of("nir", "surname", "birth", "postcode")
          .forEach(name -> typed.maybe(name, Typed.USUAL));
      ask(context, typed);
      return;
    }
    Optional<Identity> identity = IdentityForm.read(typed, typed.nir());
    Pages.keep(context, () -> page(context, typed, Optional.empty()));
    if (copies.limited(context)) {
      return;
    }
    Pages.after(
        context,
        copies.take(typed),
        right -> {
          if (right && identity.isPresent()) {
            then.accept(identity.get());
          } else {
            askNow(context, typed);
          }
        });
  }

  /// @param copy what to copy; without, only a new code can be asked for
  private Page page(RoutingContext context, Typed typed, Optional<Field> copy) {
    Browser browser = Browser.of(context);
    Words words = browser.words();
    List<Field> fields = new ArrayList<>();
    fields.add(IdentityForm.nir(typed));
    fields.addAll(IdentityForm.others(typed));
    copy.ifPresent(fields::add);
    List<Block.Action> actions = new ArrayList<>();
    copy.ifPresent(
        field -> actions.add(new Block.Action("go", "1", words.get(title + ".button"), true)));
    actions.add(new Block.Action("anew", "1", words.get("copy.anew"), copy.isEmpty()));
    return Pages.guarded(browser, title, Tone.QUESTION)
        .atStep(step)
        .with(new Block.Form(path, fields, actions));
  }
}
