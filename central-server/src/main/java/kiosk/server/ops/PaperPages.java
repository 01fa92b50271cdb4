package kiosk.server.ops;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import kiosk.server.attestation.DocumentRegister.Entry;
import kiosk.server.attestation.DocumentRegister.VoidReason;
import kiosk.server.counter.DeskCounter;
import kiosk.server.ops.LogInPages.Show;
import kiosk.server.staff.StaffSessions;

/// A document that was wrongly issued is withdrawn by its printed code: it is looked at first, and
/// withdrawn with a reason and a password given lately. Whose it is is not shown.
final class PaperPages {

  private static final String PATH = "/ops/desk/document";

  private final DeskCounter counter;
  private final StaffSessions sessions;
  private final Show show;

  PaperPages(DeskCounter counter, StaffSessions sessions, Show show) {
    this.counter = counter;
    this.sessions = sessions;
    this.show = show;
  }

  /// Adds the pages, behind the guard that every page of the desk has.
  void mount(Router router) {
    router.get(PATH).handler(context -> form(context, "", ""));
    router.post(PATH).handler(context -> look(context, ""));
    router.post(PATH + "/withdraw").handler(this::withdraw);
  }

  private void form(RoutingContext context, String fault, String notice) {
    String code = notice.isEmpty() ? DeskPages.shown(context, "code") : "";
    show.show(
        context,
        "ops/paper.jte",
        Map.of("frame", Frame.of(context), "fault", fault, "notice", notice, "code", code));
  }

  private void look(RoutingContext context, String fault) {
    counter
        .document(DeskPages.staff(context), code(context))
        .onSuccess(
            found -> {
              if (found.isEmpty()) {
                context.response().setStatusCode(404);
                form(context, Tongue.of(context).get("paper.unknown"), "");
              } else {
                page(context, found.get(), fault);
              }
            })
        .onFailure(cause -> away(context));
  }

  private void page(RoutingContext context, Entry document, String fault) {
    boolean ask = !sessions.fresh(LogInPages.session(context));
    PaperView view = new PaperView(Frame.of(context), document, fault, ask);
    show.show(context, "ops/paperFound.jte", Map.of("view", view));
  }

  private void withdraw(RoutingContext context) {
    Optional<VoidReason> reason =
        Arrays.stream(VoidReason.values())
            .filter(r -> r.name().equals(DeskPages.field(context, "reason")))
            .findFirst();
    if (reason.isEmpty()) {
      refuse(context, 400, Tongue.of(context).get("paper.reason.choose"));
      return;
    }
    DeskPages.proof(sessions, context)
        .onSuccess(
            fault -> {
              if (fault.isEmpty()) {
                withdraw(context, reason.get());
              } else {
                refuse(context, 403, fault.get());
              }
            })
        .onFailure(cause -> away(context));
  }

  private void withdraw(RoutingContext context, VoidReason reason) {
    counter
        .withdraw(DeskPages.staff(context), code(context), reason)
        .onSuccess(
            done -> {
              if (done) {
                form(context, "", Tongue.of(context).get("paper.withdrawn"));
              } else {
                refuse(context, 409, Tongue.of(context).get("paper.before"));
              }
            })
        .onFailure(cause -> away(context));
  }

  private void refuse(RoutingContext context, int status, String sentence) {
    context.response().setStatusCode(status);
    look(context, sentence);
  }

  private void away(RoutingContext context) {
    context.response().setStatusCode(503).putHeader("Retry-After", "5");
    show.show(context, "ops/away.jte", Map.of("words", Tongue.of(context)));
  }

  private static String code(RoutingContext context) {
    return DeskPages.field(context, "code");
  }
}
