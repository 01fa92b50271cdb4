package kiosk.server.ops;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kiosk.server.counter.DeskCase;
import kiosk.server.counter.DeskCounter;
import kiosk.server.counter.DeskCounter.Issue;
import kiosk.server.counter.DeskCounter.Search;
import kiosk.server.counter.IdentityProof;
import kiosk.server.counter.Refusal;
import kiosk.server.ops.LogInPages.Show;
import kiosk.server.staff.LogInResult;
import kiosk.server.staff.StaffSession;
import kiosk.server.staff.StaffSessions;
import kiosk.server.web.Network;

/// The pages of the desk, under `/ops/desk`, for the roles that receive people. A NIR comes in a
/// form and never in an address; a deed that cannot be undone wants a password given lately.
final class DeskPages {

  static final String CASES = "/ops/desk/cases/";

  private static final String SHOWN = "[0-9A-Za-z .-]{1,40}";
  private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private final DeskCounter counter;
  private final StaffSessions sessions;
  private final Show show;

  DeskPages(DeskCounter counter, StaffSessions sessions, Show show) {
    this.counter = counter;
    this.sessions = sessions;
    this.show = show;
  }

  /// Adds the pages, behind the guard that every page of the staff has.
  void mount(Router router) {
    router.route("/ops/desk").handler(DeskPages::deskOnly);
    router.route("/ops/desk/*").handler(DeskPages::deskOnly);
    router.get("/ops/desk").handler(context -> form(context, ""));
    router.post("/ops/desk/find").handler(this::find);
    router.get(CASES + ":case").handler(context -> look(context, "", ""));
    router.post(CASES + ":case/identity").handler(this::identity);
    router.post(CASES + ":case/code").handler(context -> proved(context, this::issue));
    router
        .post(CASES + ":case/unlock")
        .handler(context -> proved(context, deed -> unlock(context, deed)));
    router
        .post(CASES + ":case/email")
        .handler(context -> proved(context, deed -> deactivate(context, deed)));
    router.post(CASES + ":case/close").handler(this::close);
    router.get(CASES + ":case/time").handler(context -> time(context, false));
    router.post(CASES + ":case/time").handler(context -> time(context, true));
  }

  private static void deskOnly(RoutingContext context) {
    if (LogInPages.session(context).member().role().receives()) {
      context.next();
    } else {
      context.fail(403);
    }
  }

  private void form(RoutingContext context, String fault) {
    show.show(
        context,
        "ops/desk.jte",
        Map.of("frame", Frame.of(context), "fault", fault, "nir", shown(context, "nir")));
  }

  private void find(RoutingContext context) {
    counter
        .find(staff(context), field(context, "nir"))
        .onSuccess(
            found -> {
              switch (found) {
                case Search.Found(UUID id) -> LogInPages.redirect(context, CASES + id);
                case Search.NotANumber _ -> refuse(context, 400, "desk.find.malformed");
                case Search.Temporary _ -> refuse(context, 400, "desk.find.temporary");
                case Search.Unknown _ -> refuse(context, 404, "desk.find.unknown");
              }
            })
        .onFailure(cause -> away(context));
  }

  private void refuse(RoutingContext context, int status, String sentence) {
    context.response().setStatusCode(status);
    form(context, Tongue.of(context).get(sentence));
  }

  private void look(RoutingContext context, String fault, String notice) {
    Optional<UUID> id = id(context);
    if (id.isEmpty()) {
      context.fail(404);
      return;
    }
    counter
        .look(staff(context), id.get())
        .onSuccess(
            person -> {
              if (person.isEmpty()) {
                refuse(context, 404, "Refusal.OVER");
              } else {
                page(context, person.get(), fault, notice);
              }
            })
        .onFailure(cause -> away(context));
  }

  private void page(RoutingContext context, DeskCase person, String fault, String notice) {
    boolean ask = !sessions.fresh(LogInPages.session(context));
    Frame frame = Frame.of(context).around(person.stay(), room(person.id()));
    DeskView view = new DeskView(frame, person, fault, notice, counter.codeDays(), ask);
    show.show(context, "ops/deskCase.jte", Map.of("view", view));
  }

  private void identity(RoutingContext context) {
    Optional<IdentityProof> proof =
        Arrays.stream(IdentityProof.values())
            .filter(p -> p.name().equals(field(context, "proof")))
            .findFirst();
    Optional<UUID> id = id(context);
    if (id.isEmpty()) {
      context.fail(404);
    } else if (proof.isEmpty()) {
      context.response().setStatusCode(400);
      look(context, Tongue.of(context).get("desk.identity.choose"), "");
    } else {
      told(context, counter.checkIdentity(staff(context), id.get(), proof.get()), "desk.checked");
    }
  }

  private void issue(Deed deed) {
    counter
        .issueCode(staff(deed.context()), deed.id(), deed.turn())
        .onSuccess(
            issue -> {
              switch (issue) {
                case Issue.Issued sheet ->
                    show.show(
                        deed.context(),
                        "ops/deskSheet.jte",
                        Map.of(
                            "frame",
                            Frame.of(deed.context()),
                            "sheet",
                            sheet,
                            "back",
                            CASES + deed.id()));
                case Issue.Refused(Refusal why) -> refused(deed.context(), why);
              }
            })
        .onFailure(cause -> away(deed.context()));
  }

  private void unlock(RoutingContext context, Deed deed) {
    told(context, counter.unlock(staff(context), deed.id(), deed.turn()), "desk.unlocked");
  }

  private void deactivate(RoutingContext context, Deed deed) {
    Future<Optional<Refusal>> done =
        counter.deactivateAddress(staff(context), deed.id(), deed.turn());
    told(context, done, "desk.deactivated");
  }

  private void close(RoutingContext context) {
    Optional<UUID> id = id(context);
    if (id.isEmpty()) {
      context.fail(404);
      return;
    }
    counter
        .close(staff(context), id.get())
        .onSuccess(done -> LogInPages.redirect(context, "/ops/desk"))
        .onFailure(cause -> away(context));
  }

  /// How long a case lives, for the script of its page or on a page of its own.
  private void time(RoutingContext context, boolean use) {
    Optional<UUID> id = id(context);
    if (id.isEmpty()) {
      context.fail(404);
      return;
    }
    counter
        .stay(staff(context), id.get(), use)
        .onSuccess(
            stay -> {
              if (stay.isPresent()) {
                Frame frame = Frame.of(context).around(stay.get(), room(id.get()));
                LogInPages.stay(context, frame, show);
              } else if (LogInPages.isLive(context)) {
                context.fail(401);
              } else {
                refuse(context, 404, "Refusal.OVER");
              }
            })
        .onFailure(cause -> away(context));
  }

  private static Frame.Room room(UUID id) {
    return new Frame.Room("case", CASES + id + "/time", CASES + id);
  }

  private void told(RoutingContext context, Future<Optional<Refusal>> done, String notice) {
    done.onSuccess(
            why -> {
              if (why.isPresent()) {
                refused(context, why.get());
              } else {
                look(context, "", Tongue.of(context).get(notice));
              }
            })
        .onFailure(cause -> away(context));
  }

  private void refused(RoutingContext context, Refusal why) {
    context.response().setStatusCode(why == Refusal.BUSY ? 503 : 409);
    look(context, Tongue.of(context).state(why), "");
  }

  /// Lets a deed through when the password was given lately, or comes with it and fits.
  private void proved(RoutingContext context, DeedHandler handler) {
    Optional<UUID> id = id(context);
    String turn = field(context, "turn");
    if (id.isEmpty() || !turn.matches("[0-9]{1,6}")) {
      context.fail(404);
      return;
    }
    Deed deed = new Deed(context, id.get(), Integer.parseInt(turn));
    proof(sessions, context)
        .onSuccess(
            fault -> {
              if (fault.isEmpty()) {
                handler.handle(deed);
              } else {
                context.response().setStatusCode(403);
                look(context, fault.get(), "");
              }
            })
        .onFailure(cause -> away(context));
  }

  /// Takes the password that comes with the form, unless one was given lately.
  ///
  /// @return what to say when it does not fit
  static Future<Optional<String>> proof(StaffSessions sessions, RoutingContext context) {
    StaffSession session = LogInPages.session(context);
    if (sessions.fresh(session)) {
      return Future.succeededFuture(Optional.empty());
    }
    Words words = Tongue.of(context);
    return sessions
        .prove(session, field(context, "password"), Network.of(context))
        .map(
            fault ->
                fault.map(
                    why ->
                        why instanceof LogInResult.Wait wait
                            ? words.wait(wait)
                            : words.get("desk.password.wrong")));
  }

  private void away(RoutingContext context) {
    context.response().setStatusCode(503).putHeader("Retry-After", "5");
    show.show(context, "ops/away.jte", Map.of("words", Tongue.of(context)));
  }

  static String staff(RoutingContext context) {
    return LogInPages.session(context).member().name();
  }

  static String field(RoutingContext context, String name) {
    return Objects.requireNonNullElse(context.request().getFormAttribute(name), "");
  }

  /// What was typed into a field, to be shown in it again; nothing of what nobody types.
  static String shown(RoutingContext context, String name) {
    String typed = field(context, name);
    return typed.matches(SHOWN) ? typed : "";
  }

  private static Optional<UUID> id(RoutingContext context) {
    String id = Objects.requireNonNullElse(context.pathParam("case"), "");
    return id.matches(UUID_FORM) ? Optional.of(UUID.fromString(id)) : Optional.empty();
  }

  private record Deed(RoutingContext context, UUID id, int turn) {}

  @FunctionalInterface
  private interface DeedHandler {
    void handle(Deed deed);
  }
}
