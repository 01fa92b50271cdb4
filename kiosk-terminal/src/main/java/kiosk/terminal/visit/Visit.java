package kiosk.terminal.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import kiosk.contract.act.ActContent.VisitEnd;
import kiosk.contract.act.ActReply;
import kiosk.terminal.visit.Effect.Alarm;
import kiosk.terminal.visit.Effect.Deadline;
import kiosk.terminal.visit.State.Cover;
import kiosk.terminal.visit.State.Limit;
import kiosk.terminal.visit.State.Occupied;
import kiosk.terminal.visit.State.Phase;
import kiosk.terminal.visit.Touch.Action;

/// The visit of one insured person, from card in to card out, as a table of transitions.
///
/// Pure: the same state and event always give the same step; no clock, no thread, no log. The rows
/// that hold in every phase are here, those of the phases in [Doorway], [CodeDesk], [CodeByMail],
/// [Enrolment], [Contacts] and [Papers].
public final class Visit {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration WORK = Duration.ofSeconds(45);
  private static final Duration PRINTING = Duration.ofMinutes(2);
  private static final Duration PAPER = Duration.ofSeconds(10);

  /// The printer pulls a forgotten paper back after 45 s by a timer of its own.
  private static final Duration PAPER_FORGOTTEN = Duration.ofSeconds(30);
  private static final Duration FORGOTTEN = Duration.ofSeconds(15);
  private static final Duration GOODBYE = Duration.ofSeconds(4);

  private final Patience patience;

  /// How long a person may do nothing.
  ///
  /// @param idle until the warning
  /// @param warning from there until the visit is closed, in whole seconds
  public record Patience(Duration idle, Duration warning) {

    /// 60 s, then 30 s.
    public static final Patience STANDARD =
        new Patience(Duration.ofSeconds(60), Duration.ofSeconds(30));

    public Patience {
      if (idle.compareTo(SECOND) < 0 || warning.compareTo(SECOND) < 0) {
        throw new IllegalArgumentException("less than a second of patience");
      }
    }

    int warningSeconds() {
      return (int) warning.toSeconds();
    }
  }

  public Visit(Patience patience) {
    this.patience = patience;
  }

  /// What comes of an event. Defined for every pair; an event that means nothing in a state leaves
  /// it as it is.
  public Step next(State state, Event event) {
    if (event instanceof Event.Elapsed(Deadline d) && !awaits(state, d)) {
      return Step.to(state);
    }
    Step step =
        switch (state) {
          case State.Vacant now -> Doorway.vacant(now, event);
          case Occupied now -> occupied(now, event);
          case State.Leaving now -> Doorway.leaving(now, event);
          case State.Parting now -> Doorway.parting(now, event);
        };
    Step told = wentOn(state, step.state()).map(step::and).orElse(step);
    return wakes(state, event, told.state())
        ? told.and(new Effect.Wake(alarm(told.state())))
        : told;
  }

  /// All that the page shows in a state.
  public Frame frame(State state) {
    return Frames.of(state, patience);
  }

  private Step occupied(Occupied now, Event event) {
    return switch (event) {
      case Event.HallChanged(var hall) ->
          Step.to(now.in(new State.Around(hall, now.around().appearance())));
      case Event.CardRemoved _ -> Doorway.pulled(now);
      case Event.CardInserted e -> Doorway.swapped(now, e);
      case Event.Touched(var touch) -> touched(now, touch);
      case Event.Elapsed(var deadline) -> elapsed(now, deadline);
      case Event.FromCard e -> Doorway.read(now, e);
      case Event.FromDesk e -> fromDesk(now, e);
      case Event.Prolonged(var limit, var left) -> Step.to(now, watch(limit, left));
      case Event.Ending(var limit) -> ending(now, limit);
      case Event.FromPrinter e -> Papers.printed(now, e);
    };
  }

  private Step touched(Occupied now, Touch touch) {
    if (touch instanceof Touch.Choose(var appearance)) {
      Occupied seen = now.cover() instanceof Cover.Warning ? now.under(Cover.NONE) : now;
      return Step.to(seen.in(new State.Around(now.around().hall(), appearance)));
    }
    if (touch instanceof Touch.Press(Action action) && action == Action.STOP) {
      return Doorway.leave(now, VisitEnd.STOPPED, false);
    }
    return switch (now.cover()) {
      case Cover.Warning _ -> Step.to(now.under(Cover.NONE));
      case Cover.Help _ -> Step.to(closesHelp(touch) ? now.under(Cover.NONE) : now);
      case Cover.None _ when touch.equals(new Touch.Press(Action.HELP)) ->
          Step.to(now.under(new Cover.Help()));
      case Cover.None _ -> touchedPhase(now, touch);
    };
  }

  static boolean closesHelp(Touch touch) {
    return touch instanceof Touch.Press(Action action)
        && (action == Action.BACK || action == Action.HELP || action == Action.PROCEED);
  }

  private static Step touchedPhase(Occupied now, Touch touch) {
    return switch (now.phase()) {
      case Phase.Busy _ -> now.stay();
      case Phase.EmailSent p -> Papers.emailSent(now, p, touch);
      case Phase.Told _ -> Doorway.told(now, touch);
      case Phase.EnteringCode p -> CodeDesk.entering(now, p, touch);
      case Phase.WaitingForCode p -> CodeDesk.waiting(now, p, touch);
      case Phase.CodeShut p -> CodeDesk.shut(now, p, touch);
      case Phase.ForgettingCode p -> CodeByMail.forgetting(now, p, touch);
      case Phase.EnteringMailedCode p -> CodeByMail.enteringMailed(now, p, touch);
      case Phase.ReadingTerms p -> Enrolment.terms(now, p, touch);
      case Phase.ChoosingCode p -> Enrolment.choosing(now, p, touch);
      case Phase.GivingPhone p -> Contacts.phone(now, p, touch);
      case Phase.Consenting p -> Contacts.consent(now, p, touch);
      case Phase.AwaitingEmail p -> Enrolment.awaiting(now, p, touch);
      case Phase.GivingEmail p -> Enrolment.email(now, p, touch);
      case Phase.AtMenu p -> Papers.menu(now, p, touch);
      case Phase.ChoosingMonth p -> Papers.choosing(now, p, touch);
      case Phase.ConfirmingPrint p -> Papers.confirming(now, p, touch);
      case Phase.TakingPaper p -> Papers.taking(now, p, touch);
      case Phase.PaperTrouble p -> Papers.trouble(now, p, touch);
      case Phase.Failing p -> Doorway.failing(now, p, touch);
    };
  }

  private Step fromDesk(Occupied now, Event.FromDesk event) {
    if (event instanceof Event.Opened e) {
      return CodeDesk.opened(now, e);
    }
    return switch (now.phase()) {
      case Phase.CheckingCode p -> watched(now, event, CodeDesk.checked(now, p, event));
      case Phase.MailingCode p -> CodeByMail.mailed(now, p, event);
      case Phase.CheckingMailedCode p ->
          watched(now, event, CodeByMail.checkedMailed(now, p, event));
      case Phase.Saving p -> Enrolment.saved(now, p, event);
      case Phase.PreparingPaper p -> Papers.prepared(now, p, event);
      case Phase.Reading _, Phase.Printing _, Phase.Told _, Phase.Asked _ -> now.stay();
    };
  }

  private Step elapsed(Occupied now, Deadline deadline) {
    return switch (deadline) {
      case IDLE -> idle(now);
      case SECOND -> second(now);
      case WORK -> workTooLong(now);
      case PAPER -> Papers.waitedFor(now);
      case FORGOTTEN, GOODBYE -> now.stay();
    };
  }

  private Step idle(Occupied now) {
    return now.phase() instanceof Phase.Told
        ? Doorway.leave(now, VisitEnd.IDLE, true)
        : Step.to(now.under(new Cover.Warning(patience.warningSeconds(), Optional.empty())));
  }

  /// The person is warned while they are asked something; where it is the kiosk that makes them
  /// wait, it asks for more time by itself.
  private Step ending(Occupied now, Limit limit) {
    int left = now.cover() instanceof Cover.Warning(int idle, _) ? idle : patience.warningSeconds();
    return switch (now.phase()) {
      case Phase.Told _ -> now.stay();
      case Phase.Busy _, Phase.TakingPaper _ when limit.last() -> now.stay();
      case Phase.Busy _, Phase.TakingPaper _ -> Step.to(now, takeTime(now, limit));
      case Phase.Asked _ -> Step.to(now.under(new Cover.Warning(left, Optional.of(limit))));
    };
  }

  /// A session that has begun ends, too; later for whoever needs more time.
  private Step watched(Occupied now, Event.FromDesk event, Step step) {
    if (!(event instanceof Event.Answered(ActReply.LoggedIn in, Instant at))) {
      return step;
    }
    Limit limit = new Limit(in.session(), false);
    Step watched = step.and(watch(limit, Duration.between(at, in.until())));
    return needsMore(now) ? watched.and(takeTime(now, limit)) : watched;
  }

  private static boolean needsMore(Occupied now) {
    Frame.Appearance seen = now.around().appearance();
    return seen.lowLayout() || seen.highContrast();
  }

  /// Warns in time of the end of a session.
  ///
  /// @param left until the end
  private Effect watch(Limit limit, Duration left) {
    Duration after = left.minus(patience.warning());
    return new Effect.Watch(limit, after.isPositive() ? after : Duration.ZERO);
  }

  private static Effect takeTime(Occupied now, Limit limit) {
    return new Effect.TakeTime(limit.session(), needsMore(now));
  }

  /// Whoever goes on after the warning of the session's end has more time, by whatever touch.
  private static Optional<Effect> wentOn(State before, State after) {
    return before instanceof Occupied warned
            && after instanceof Occupied now
            && warned.visit().equals(now.visit())
            && warned.cover() instanceof Cover.Warning(_, Optional<Limit> limit)
            && !(now.cover() instanceof Cover.Warning)
        ? limit.filter(end -> !end.last()).map(end -> takeTime(now, end))
        : Optional.empty();
  }

  private Step second(Occupied now) {
    Occupied later = now.phase() instanceof Phase.WaitingForCode p ? CodeDesk.second(now, p) : now;
    if (now.cover() instanceof Cover.Warning(int left, var limit)) {
      return left <= 1
          ? Doorway.leave(now, VisitEnd.IDLE, true)
          : Step.to(later.under(new Cover.Warning(left - 1, limit)));
    }
    boolean nobody =
        later.phase() instanceof Phase.WaitingForCode p
            && p.untouched() >= patience.idle().toSeconds();
    return nobody ? idle(later) : Step.to(later.under(now.cover()));
  }

  private static Step workTooLong(Occupied now) {
    return switch (now.phase()) {
      case Phase.Reading _ -> now.go(new Phase.Refused(ScreenModel.CardTrouble.UNREADABLE));
      case Phase.Printing p -> Papers.lost(now, p);
      case Phase.CheckingCode _, Phase.MailingCode _, Phase.CheckingMailedCode _ -> internal(now);
      case Phase.Saving _, Phase.PreparingPaper _ -> internal(now);
      case Phase.Told _, Phase.Asked _ -> now.stay();
    };
  }

  private static Step internal(Occupied now) {
    return now.go(new Phase.Failing(ScreenModel.Failure.INTERNAL, Optional.empty()));
  }

  private boolean wakes(State before, Event event, State after) {
    return event instanceof Event.Touched
        || event instanceof Event.Elapsed
        || !place(before).equals(place(after))
        || !alarm(before).equals(alarm(after));
  }

  private boolean awaits(State state, Deadline deadline) {
    return alarm(state).map(a -> a.deadline() == deadline).orElse(false);
  }

  private static Class<?> place(State state) {
    return state instanceof Occupied o ? o.phase().getClass() : state.getClass();
  }

  private Optional<Alarm> alarm(State state) {
    return switch (state) {
      case State.Vacant v when Doorway.untouched(v) -> Optional.empty();
      case State.Vacant _ -> Optional.of(new Alarm(Deadline.IDLE, patience.idle()));
      case Occupied o -> Optional.of(alarm(o));
      case State.Leaving(_, boolean forgotten) when forgotten -> Optional.empty();
      case State.Leaving _ -> Optional.of(new Alarm(Deadline.FORGOTTEN, FORGOTTEN));
      case State.Parting _ -> Optional.of(new Alarm(Deadline.GOODBYE, GOODBYE));
    };
  }

  private Alarm alarm(Occupied now) {
    if (now.cover() instanceof Cover.Warning) {
      return new Alarm(Deadline.SECOND, SECOND);
    }
    return switch (now.phase()) {
      case Phase.Printing _ -> new Alarm(Deadline.WORK, PRINTING);
      case Phase.Busy _ -> new Alarm(Deadline.WORK, WORK);
      case Phase.WaitingForCode _ -> new Alarm(Deadline.SECOND, SECOND);
      case Phase.TakingPaper(_, boolean watched, _) when !watched ->
          new Alarm(Deadline.PAPER, PAPER);
      case Phase.TakingPaper(_, _, boolean urged) when !urged ->
          new Alarm(Deadline.PAPER, PAPER_FORGOTTEN);
      case Phase.Told _, Phase.Asked _ -> new Alarm(Deadline.IDLE, patience.idle());
    };
  }
}
