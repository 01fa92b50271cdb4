package kiosk.terminal.session;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActContent.ConsentAnswer;
import kiosk.contract.act.ActContent.ConsentKind;
import kiosk.contract.act.ActReply;
import kiosk.contract.visit.OpenVisit;
import kiosk.contract.visit.VisitOpening;
import kiosk.terminal.journal.Courier;
import kiosk.terminal.journal.Envelope;
import kiosk.terminal.typing.Typed;
import kiosk.terminal.visit.Effect;
import kiosk.terminal.visit.Event;
import kiosk.terminal.visit.Frame;
import kiosk.terminal.visit.State;
import kiosk.terminal.visit.Step;
import kiosk.terminal.visit.Touch;
import kiosk.terminal.visit.Visit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs visits, one after the other, on one Vert.x context: events in, effects out through ports.
///
/// Nothing of a person is held here but the state; codes that a state no longer holds are wiped.
public final class Session implements TouchHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final long FORGET_AFTER_MS = 1_500;

  private final Vertx vertx;
  private final Context context;
  private final Visit visit;
  private final Ports ports;
  private final Courier courier;
  private final Acts acts;
  private final InstantSource clock;
  private State state = State.starting();
  private @Nullable Frame shown;
  private @Nullable Long timer;
  private @Nullable Long limit;
  private @Nullable Long forgetting;
  private Instant began;

  /// What the session needs of the world.
  public record Ports(
      Display display,
      Cards cards,
      Printing printing,
      Central central,
      Wording wording,
      Forgetting forgetting) {}

  public Session(
      Vertx vertx,
      Context context,
      Visit visit,
      Ports ports,
      Courier courier,
      Envelope envelope,
      InstantSource clock) {
    this.vertx = vertx;
    this.context = context;
    this.visit = visit;
    this.ports = ports;
    this.courier = courier;
    this.acts = new Acts(vertx, courier, ports.central(), envelope, clock);
    this.clock = clock;
    this.began = clock.instant();
  }

  /// Shows the first frame.
  public void start() {
    context.runOnContext(_ -> show());
  }

  /// Something happened. May be called from any thread.
  public void on(Event event) {
    context.runOnContext(_ -> step(event));
  }

  @Override
  public void touched(Touch touch) {
    on(new Event.Touched(touch));
  }

  /// Whether a person's visit is under way. To be called on the context.
  public boolean occupied() {
    return state instanceof State.Occupied;
  }

  private void step(Event event) {
    State before = state;
    Step step = visit.next(before, event);
    state = step.state();
    show();
    wipe(before);
    tell(before, event);
    step.effects().forEach(this::perform);
  }

  private void show() {
    Frame frame = visit.frame(state);
    if (!frame.equals(shown)) {
      shown = frame;
      ports.display().show(frame);
    }
  }

  private void wipe(State before) {
    Set<Typed> held = Collections.newSetFromMap(new IdentityHashMap<>());
    state.secrets().forEach(held::add);
    before.secrets().filter(old -> !held.contains(old)).forEach(Typed::wipe);
  }

  private void tell(State before, Event event) {
    if (place(before).equals(place(state))) {
      return;
    }
    LOG.atInfo()
        .setMessage("visit.state")
        .addKeyValue("from", place(before))
        .addKeyValue("to", place(state))
        .addKeyValue("by", event.getClass().getSimpleName())
        .addKeyValue("visit", visitOf(state).or(() -> visitOf(before)).orElse(null))
        .log();
  }

  private static String place(State state) {
    return state instanceof State.Occupied o
        ? o.phase().getClass().getSimpleName()
        : state.getClass().getSimpleName();
  }

  private static Optional<UUID> visitOf(State state) {
    return state instanceof State.Occupied o ? Optional.of(o.visit()) : Optional.empty();
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.ReadCard _ -> ports.cards().read().onSuccess(forThisVisit());
      case Effect.AskOpening e -> askOpening(e);
      case Effect.Send e -> acts.send(e.content()).onSuccess(forThisVisit());
      case Effect.SaveContact e -> acts.send(contact(e)).onSuccess(forThisVisit());
      case Effect.Print e -> print(e);
      case Effect.PrintSlip e -> printSlip(e);
      case Effect.Begin e -> begin(e.visit());
      case Effect.End e -> end(e);
      case Effect.Watch e -> watch(e);
      case Effect.TakeTime e -> takeTime(e);
      case Effect.Wake e -> wake(e);
    }
  }

  /// Takes an answer as an event, unless it comes for a visit that is over.
  private <E extends Event> Handler<E> forThisVisit() {
    Optional<UUID> asking = visitOf(state);
    return event ->
        context.runOnContext(
            _ -> {
              if (asking.equals(visitOf(state))) {
                step(event);
              }
            });
  }

  private void askOpening(Effect.AskOpening e) {
    ports
        .central()
        .open(new OpenVisit(e.visit(), e.holder().nir()))
        .otherwise(_ -> new VisitOpening.TryLater("no answer"))
        .map(opening -> new Event.Opened(opening, ports.central().now()))
        .onSuccess(forThisVisit());
  }

  private ActContent.SaveContact contact(Effect.SaveContact e) {
    List<ConsentAnswer> answers =
        Arrays.stream(ConsentKind.values())
            .filter(e.answers()::containsKey)
            .map(kind -> answer(kind, e))
            .toList();
    return new ActContent.SaveContact(e.session(), e.mobile(), e.landline(), answers);
  }

  private ConsentAnswer answer(ConsentKind kind, Effect.SaveContact e) {
    boolean yes = Boolean.TRUE.equals(e.answers().get(kind));
    return new ConsentAnswer(kind, yes, ports.wording().of(kind, e.language()));
  }

  /// The outcome is told to the server whatever has become of the visit meanwhile.
  private void print(Effect.Print e) {
    Handler<Event.FromPrinter> toVisit = forThisVisit();
    UUID document = e.document().document();
    ports
        .printing()
        .print(
            e.document(),
            e.largePrint(),
            e.language(),
            news ->
                context.runOnContext(
                    _ -> {
                      if (news instanceof Event.PaperGone gone) {
                        acts.leave(
                            new ActContent.PaperOutcome(e.session(), document, gone.outcome()));
                      }
                      toVisit.handle(news);
                    }));
  }

  private void printSlip(Effect.PrintSlip e) {
    Handler<Event.FromPrinter> toVisit = forThisVisit();
    ports
        .printing()
        .printSlip(
            e.until(), e.language(), news -> context.runOnContext(_ -> toVisit.handle(news)));
  }

  private void begin(UUID begun) {
    cancelForgetting();
    began = clock.instant();
    courier.began(begun);
  }

  private void end(Effect.End e) {
    List<String> done = e.done().stream().map(Enum::name).toList();
    acts.leave(new ActContent.VisitEnded(e.visit(), began, clock.instant(), e.end(), done));
    unwatch();
    cancelForgetting();
    forgetting = vertx.setTimer(FORGET_AFTER_MS, _ -> context.runOnContext(_ -> forget()));
  }

  private void forget() {
    if (!occupied()) {
      ports.forgetting().forget();
    }
  }

  /// Nothing is wiped while the next person is there: it comes again at the end of that visit.
  private void cancelForgetting() {
    if (forgetting != null) {
      vertx.cancelTimer(forgetting);
      forgetting = null;
    }
  }

  private void watch(Effect.Watch e) {
    unwatch();
    Handler<Event> toVisit = forThisVisit();
    long after = Math.max(1, e.after().toMillis());
    limit = vertx.setTimer(after, _ -> toVisit.handle(new Event.Ending(e.limit())));
  }

  private void unwatch() {
    if (limit != null) {
      vertx.cancelTimer(limit);
      limit = null;
    }
  }

  /// Without an answer the session ends when it was said to; the server tells it then.
  private void takeTime(Effect.TakeTime e) {
    Handler<Event> toVisit = forThisVisit();
    acts.send(new ActContent.TakeTime(e.session(), e.more()))
        .onSuccess(
            answer -> {
              if (answer
                  instanceof Event.Answered(ActReply.TimeTaken(var until, var last), var now)) {
                State.Limit later = new State.Limit(e.session(), last);
                toVisit.handle(new Event.Prolonged(later, Duration.between(now, until)));
              }
            });
  }

  private void wake(Effect.Wake e) {
    if (timer != null) {
      vertx.cancelTimer(timer);
      timer = null;
    }
    e.alarm()
        .ifPresent(
            alarm ->
                timer =
                    vertx.setTimer(
                        alarm.after().toMillis(),
                        _ -> {
                          timer = null;
                          on(new Event.Elapsed(alarm.deadline()));
                        }));
  }
}
