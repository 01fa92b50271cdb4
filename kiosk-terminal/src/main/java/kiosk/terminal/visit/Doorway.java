package kiosk.terminal.visit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kiosk.contract.act.ActContent.VisitEnd;
import kiosk.terminal.visit.ScreenModel.OutOfServiceCause;
import kiosk.terminal.visit.State.Around;
import kiosk.terminal.visit.State.Cover;
import kiosk.terminal.visit.State.Hall;
import kiosk.terminal.visit.State.Leaving;
import kiosk.terminal.visit.State.Occupied;
import kiosk.terminal.visit.State.Parting;
import kiosk.terminal.visit.State.Phase;
import kiosk.terminal.visit.State.Vacant;
import kiosk.terminal.visit.Touch.Action;

/// The rows of coming in and going out.
final class Doorway {

  static Step vacant(Vacant now, Event event) {
    return switch (event) {
      case Event.HallChanged(var hall) -> Step.to(now.in(with(now, hall)));
      case Event.CardInserted e -> begin(now.around(), e);
      case Event.Touched(Touch.Choose(var appearance)) ->
          Step.to(now.in(new Around(now.around().hall(), appearance)));
      case Event.Touched(var touch) when now.helping() ->
          Step.to(new Vacant(now.around(), !Visit.closesHelp(touch)));
      case Event.Touched(var touch) ->
          Step.to(new Vacant(now.around(), touch.equals(new Touch.Press(Action.HELP))));
      case Event.Elapsed _ -> Step.to(empty(now));
      case Event.CardRemoved _,
          Event.FromCard _,
          Event.FromDesk _,
          Event.FromPrinter _,
          Event.FromLimit _ ->
          Step.to(now);
    };
  }

  static Step leaving(Leaving now, Event event) {
    return switch (event) {
      case Event.HallChanged(var hall) -> Step.to(now.in(with(now, hall)));
      case Event.CardRemoved _ -> Step.to(new Parting(now.around()));
      case Event.CardInserted e -> begin(afresh(now), e);
      case Event.Touched(Touch.Choose(var appearance)) ->
          Step.to(now.in(new Around(now.around().hall(), appearance)));
      case Event.Elapsed _ -> Step.to(new Leaving(now.around(), true));
      case Event.Touched _,
          Event.FromCard _,
          Event.FromDesk _,
          Event.FromPrinter _,
          Event.FromLimit _ ->
          Step.to(now);
    };
  }

  static Step parting(Parting now, Event event) {
    return switch (event) {
      case Event.HallChanged(var hall) -> Step.to(now.in(with(now, hall)));
      case Event.CardInserted e -> begin(afresh(now), e);
      case Event.Elapsed _, Event.Touched _ -> Step.to(empty(now));
      case Event.CardRemoved _,
          Event.FromCard _,
          Event.FromDesk _,
          Event.FromPrinter _,
          Event.FromLimit _ ->
          Step.to(now);
    };
  }

  /// Nothing of a person, in the look of an unknown one.
  static Vacant empty(State now) {
    return new Vacant(afresh(now), false);
  }

  /// Whether a vacant kiosk is as the next person should find it.
  static boolean untouched(Vacant now) {
    return !now.helping() && now.around().appearance().equals(Frame.Appearance.DEFAULT);
  }

  static Step read(Occupied now, Event.FromCard event) {
    if (!(now.phase() instanceof Phase.Reading)) {
      return now.stay();
    }
    return switch (event) {
      case Event.CardRead(var holder) ->
          now.go(CodeDesk.ask(holder), new Effect.AskOpening(now.visit(), holder));
      case Event.CardUnreadable(var trouble) -> now.go(new Phase.Refused(trouble));
    };
  }

  static Step told(Occupied now, Touch touch) {
    return touch.equals(new Touch.Press(Action.PROCEED))
        ? leave(now, VisitEnd.STOPPED, false)
        : now.stay();
  }

  static Step failing(Occupied now, Phase.Failing p, Touch touch) {
    if (!touch.equals(new Touch.Press(Action.PROCEED))
        && !touch.equals(new Touch.Press(Action.BACK))) {
      return now.stay();
    }
    return p.back().map(now::go).orElseGet(() -> leave(now, VisitEnd.FAULT, false));
  }

  /// The visit is over; the card is asked back.
  static Step leave(Occupied now, VisitEnd otherwise, boolean forgotten) {
    return Step.to(new Leaving(now.around(), forgotten), end(now, otherwise));
  }

  /// The card is out before the end: nothing stays.
  static Step pulled(Occupied now) {
    return Step.to(empty(now), end(now, VisitEnd.CARD_PULLED));
  }

  /// Another card, and nobody saw the first one leave.
  static Step swapped(Occupied now, Event.CardInserted event) {
    Step begun = begin(afresh(now), event);
    List<Effect> effects = new ArrayList<>(List.of(end(now, VisitEnd.CARD_PULLED)));
    effects.addAll(begun.effects());
    return new Step(begun.state(), effects);
  }

  private static Step begin(Around around, Event.CardInserted event) {
    if (around.hall().outOfService().equals(Optional.of(OutOfServiceCause.BY_OPERATIONS))) {
      return Step.to(new Leaving(around, false));
    }
    Phase phase = event.trouble().<Phase>map(Phase.Refused::new).orElseGet(Phase.Reading::new);
    State state = new Occupied(around, event.visit(), List.of(), phase, Cover.NONE);
    Step begun = Step.to(state, new Effect.Begin(event.visit()));
    return phase instanceof Phase.Reading ? begun.and(new Effect.ReadCard()) : begun;
  }

  private static Effect end(Occupied now, VisitEnd otherwise) {
    return new Effect.End(now.visit(), endOf(now, otherwise), now.done());
  }

  private static VisitEnd endOf(Occupied now, VisitEnd otherwise) {
    VisitEnd satisfied = now.done().isEmpty() ? otherwise : VisitEnd.COMPLETED;
    return switch (now.phase()) {
      case Phase.Refused _, Phase.CodeShut _ -> VisitEnd.REFUSED;
      case Phase.EmailSent _, Phase.AtMenu _, Phase.TakingPaper _ -> satisfied;
      case Phase.Printing(State.Slip _, _), Phase.PaperTrouble(State.Slip _, _) -> satisfied;
      case Phase.Failing _ -> now.done().isEmpty() ? VisitEnd.FAULT : VisitEnd.COMPLETED;
      case Phase.Busy _, Phase.Asked _ -> otherwise;
    };
  }

  private static Around afresh(State now) {
    return new Around(now.around().hall(), Frame.Appearance.DEFAULT);
  }

  private static Around with(State now, Hall hall) {
    return new Around(hall, now.around().appearance());
  }

  private Doorway() {}
}
