package kiosk.devices.printer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import kiosk.devices.printer.JobLife.Buffers;
import kiosk.devices.printer.JobLife.Effect;
import kiosk.devices.printer.JobLife.Event;
import kiosk.devices.printer.JobLife.Job;
import kiosk.devices.printer.JobLife.Left;
import kiosk.devices.printer.JobLife.State;
import kiosk.devices.printer.JobLife.Step;

/// Tables of a print job with one bug each, that a walk over what must always hold has to find out.
final class WrongTables {

  /// By what is wrong with it.
  static final SortedMap<String, Table> ALL = all();

  /// A machine, ours or a wrong one.
  interface Table {
    Step next(State state, Event event);
  }

  private WrongTables() {}

  private static SortedMap<String, Table> all() {
    SortedMap<String, Table> bugs = new TreeMap<>();
    bugs.put("takes any fence for its own", WrongTables::anyFence);
    bugs.put("goes on without clearing", (s, e) -> without(s, e, Effect.SendClear.class));
    bugs.put("says printed when all is sent", WrongTables::printedTooEarly);
    bugs.put("ends twice", WrongTables::endsTwice);
    bugs.put("refuses what was begun", WrongTables::refusesLate);
    bugs.put("sends on after a trouble", WrongTables::sendsOn);
    bugs.put("cuts twice", WrongTables::cutsTwice);
    bugs.put("spoils what was not begun", WrongTables::spoilsNothing);
    bugs.put("spoils what was cut", WrongTables::spoilsTheCut);
    bugs.put("drops a stub that more may print on", WrongTables::dropsEarly);
    bugs.put("leaves open what is spoiled", WrongTables::doubtsAll);
    bugs.put("begins on buffers that were not cleared", WrongTables::beginsEarly);
    return Collections.unmodifiableSortedMap(bugs);
  }

  private static Step anyFence(State state, Event event) {
    return switch (state) {
      case State.Printing _ when event instanceof Event.FencePassed ->
          PrintMachine.next(state, new Event.FencePassed("P001"));
      case State.Cutting _ when event instanceof Event.FencePassed ->
          PrintMachine.next(state, new Event.FencePassed("C001"));
      default -> PrintMachine.next(state, event);
    };
  }

  private static Step without(State state, Event event, Class<? extends Effect> kind) {
    Step step = PrintMachine.next(state, event);
    return new Step(
        step.state(), step.effects().stream().filter(e -> !kind.isInstance(e)).toList());
  }

  private static Step printedTooEarly(State state, Event event) {
    Step step = PrintMachine.next(state, event);
    return state instanceof State.Sending && step.state() instanceof State.Printing
        ? with(step, new Effect.Tell(new PrintProgress.Printed()))
        : step;
  }

  private static Step endsTwice(State state, Event event) {
    Step step = PrintMachine.next(state, event);
    return PrintMachineTest.ends(step).isEmpty()
        ? step
        : with(step, PrintMachineTest.ends(step).getFirst());
  }

  private static Step refusesLate(State state, Event event) {
    boolean trouble = state instanceof State.Sending && event instanceof Event.LineDown;
    return trouble
        ? new Step(
            PrintMachineTest.idle(false, Buffers.TIDY),
            List.of(new Effect.Tell(new PrintProgress.Refused(PrintTrouble.OFFLINE, List.of()))))
        : PrintMachine.next(state, event);
  }

  private static Step spoilsTheCut(State state, Event event) {
    Step step = PrintMachine.next(state, event);
    return state instanceof State.Cutting && event instanceof Event.LineDown
        ? new Step(
            step.state(),
            List.of(new Effect.Tell(new PrintProgress.Spoiled(PrintTrouble.OFFLINE, List.of()))))
        : step;
  }

  private static Step doubtsAll(State state, Event event) {
    Step step = PrintMachine.next(state, event);
    return new Step(
        step.state(),
        step.effects().stream()
            .map(effect -> PrintMachineTest.keepsAnEnd(effect) ? new Effect.Doubt() : effect)
            .toList());
  }

  private static Step sendsOn(State state, Event event) {
    Step step = PrintMachine.next(state, event);
    return step.state() instanceof State.Clearing && !(state instanceof State.Clearing)
        ? with(step, new Effect.SendNext())
        : step;
  }

  private static Step cutsTwice(State state, Event event) {
    Step step = PrintMachine.next(state, event);
    return state instanceof State.Cutting && event instanceof Event.Late
        ? new Step(state, List.of(new Effect.SendCut("C001")))
        : step;
  }

  private static Step spoilsNothing(State state, Event event) {
    boolean held = state instanceof State.Sending(Job _, boolean begun) && !begun;
    return held && event instanceof Event.Late
        ? PrintMachine.next(new State.Sending(PrintMachineTest.JOB, true), event)
        : PrintMachine.next(state, event);
  }

  private static Step dropsEarly(State state, Event event) {
    return state instanceof State.Idle(Left(boolean stub, Buffers _)) && event instanceof Event.Seen
        ? PrintMachine.next(PrintMachineTest.idle(stub, Buffers.TIDY), event)
        : PrintMachine.next(state, event);
  }

  private static Step beginsEarly(State state, Event event) {
    return state instanceof State.Checking(Job job, Left _, boolean occupied)
        ? PrintMachine.next(new State.Checking(job, Left.NOTHING, occupied), event)
        : PrintMachine.next(state, event);
  }

  private static Step with(Step step, Effect more) {
    List<Effect> effects = new ArrayList<>(step.effects());
    effects.add(more);
    return new Step(step.state(), effects);
  }
}
