package kiosk.terminal.visit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import kiosk.contract.act.ActContent.Paper;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.Attestation;
import kiosk.contract.act.PaymentPaper;
import kiosk.contract.fleet.Figures;
import kiosk.contract.visit.VisitOpening;
import kiosk.terminal.typing.Typed;
import kiosk.terminal.visit.ScreenModel.Availability;
import kiosk.terminal.visit.ScreenModel.CardTrouble;
import kiosk.terminal.visit.ScreenModel.Offer;
import kiosk.terminal.visit.ScreenModel.OutOfServiceCause;
import kiosk.terminal.visit.ScreenModel.PrintTroubleShown;
import kiosk.terminal.visit.ScreenModel.Service;
import kiosk.terminal.visit.State.Hall;
import kiosk.terminal.visit.State.Holder;
import kiosk.terminal.visit.State.Occupied;
import kiosk.terminal.visit.State.Phase;
import kiosk.terminal.visit.Touch.Action;

/// Every event there can be, by example, and which of them are likely in a state. The person's
/// words are canaries: they must not be found where nothing personal may be.
final class Catalogue {

  static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  static final Duration LIFE = Duration.ofMinutes(15);
  static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
  static final Holder HOLDER = new Holder("Canarine", "2840744109021");
  static final String SESSION = "session-canary";
  static final String MASKED = "c•••y@e•••.test";
  static final String ADDRESS = "canary@exemple.test";
  static final String CODE = "73915028";

  /// What may never be found once the card is out.
  static final List<String> CANARIES =
      List.of("Canarine", "2840744109021", "canary", "c•••y", CODE, "0612345678", "CANARI");

  private static final UUID DOCUMENT = UUID.fromString("3f2a91c4-0000-4000-8000-000000000001");

  private static final List<ActReply> REPLIES = replies();
  private static final List<Service> SERVICES =
      List.of(Service.ATTESTATION, Service.ALLOWANCES, Service.STATEMENT, Service.EMAIL);

  /// One of each.
  static List<Event> all() {
    List<Event> all = new ArrayList<>();
    all.add(new Event.HallChanged(hall(Availability.AVAILABLE)));
    all.add(new Event.HallChanged(hall(Availability.SERVER_AWAY)));
    for (OutOfServiceCause cause : OutOfServiceCause.values()) {
      all.add(
          new Event.HallChanged(
              new Hall(List.of(), false, Optional.empty(), Optional.of(cause), Figures.STANDARD)));
    }
    all.add(inserted(Optional.empty()));
    for (CardTrouble trouble : CardTrouble.values()) {
      all.add(inserted(Optional.of(trouble)));
      all.add(new Event.CardUnreadable(trouble));
    }
    all.add(new Event.CardRemoved());
    all.add(new Event.CardRead(HOLDER));
    touches().map(Event.Touched::new).forEach(all::add);
    Arrays.stream(Effect.Deadline.values()).map(Event.Elapsed::new).forEach(all::add);
    openings().map(o -> new Event.Opened(o, NOW)).forEach(all::add);
    REPLIES.forEach(r -> all.add(new Event.Answered(r, NOW)));
    all.addAll(List.of(new Event.Unanswered(true), new Event.Unanswered(false)));
    all.addAll(List.of(new Event.PaperComing(40), new Event.PaperOut()));
    all.addAll(papers());
    for (boolean last : List.of(false, true)) {
      State.Limit limit = new State.Limit(SESSION, last);
      all.add(new Event.Prolonged(limit, LIFE));
      all.add(new Event.Ending(limit));
    }
    return List.copyOf(all);
  }

  /// An event that moves a visit on, more often than not.
  static Event likely(State state, RandomGenerator random) {
    if (!(state instanceof Occupied(_, _, _, Phase phase, _))) {
      return switch (random.nextInt(3)) {
        case 0 -> new Event.HallChanged(hall(Availability.AVAILABLE));
        case 1 -> new Event.CardRemoved();
        default -> inserted(Optional.empty());
      };
    }
    return switch (phase) {
      case Phase.Reading _ -> new Event.CardRead(HOLDER);
      case Phase.EnteringCode p -> code(p.typed(), random);
      case Phase.EnteringMailedCode p -> code(p.typed(), random);
      case Phase.EmailSent _ when random.nextBoolean() -> press(Action.SLIP);
      case Phase.MailingCode _ when random.nextInt(8) == 0 -> new Event.Unanswered(false);
      case Phase.MailingCode _ -> new Event.Answered(new ActReply.CodeMailed(MASKED), NOW);
      case Phase.CheckingCode(State.Member _, _) ->
          new Event.Answered(new ActReply.CodeRight(), NOW);
      case Phase.CheckingCode _, Phase.CheckingMailedCode _ ->
          new Event.Answered(loggedIn(random), NOW);
      case Phase.WaitingForCode _ -> new Event.Elapsed(Effect.Deadline.SECOND);
      case Phase.ChoosingCode p -> code(p.typed(), random);
      case Phase.GivingPhone p -> phone(p, random);
      case Phase.GivingEmail p -> email(p);
      case Phase.PreparingPaper _ when random.nextBoolean() -> new Event.Answered(issued(), NOW);
      case Phase.Saving _, Phase.PreparingPaper _ ->
          new Event.Answered(REPLIES.get(random.nextInt(REPLIES.size())), NOW);
      case Phase.AtMenu _ -> open(SERVICES.get(random.nextInt(SERVICES.size())));
      case Phase.ChoosingMonth _ when random.nextBoolean() -> press(Action.PREVIOUS_PAGE);
      case Phase.Printing _ -> papers().get(random.nextInt(papers().size()));
      case Phase.Told _, Phase.Asked _ ->
          press(random.nextBoolean() ? Action.PROCEED : Action.DECLINE);
    };
  }

  /// Where a visit is after the log-in.
  static State after(Visit visit, ActReply.LoggedIn in) {
    List<Event> events = new ArrayList<>();
    events.add(new Event.HallChanged(hall(Availability.AVAILABLE)));
    events.add(inserted(Optional.empty()));
    events.add(new Event.CardRead(HOLDER));
    CODE.chars().mapToObj(Catalogue::key).forEach(events::add);
    events.add(press(Action.PROCEED));
    events.add(new Event.Answered(in, NOW));
    State state = State.starting();
    for (Event event : events) {
      state = visit.next(state, event).state();
    }
    return state;
  }

  static Event press(Action action) {
    return new Event.Touched(new Touch.Press(action));
  }

  static Event open(Service service) {
    return new Event.Touched(new Touch.Open(service));
  }

  static Event key(int c) {
    return new Event.Touched(new Touch.Key(c));
  }

  static Event inserted(Optional<CardTrouble> trouble) {
    return new Event.CardInserted(UUID.fromString("7d8e0000-0000-4000-8000-00000000000a"), trouble);
  }

  static Hall hall(Availability availability) {
    List<Offer> offers =
        Arrays.stream(Service.values()).map(s -> new Offer(s, availability)).toList();
    Optional<Instant> away =
        availability == Availability.SERVER_AWAY ? Optional.of(NOW) : Optional.empty();
    return new Hall(
        offers, availability != Availability.NO_PAPER, away, Optional.empty(), Figures.STANDARD);
  }

  static ActReply.LoggedIn loggedIn(ActReply.Step... pending) {
    return new ActReply.LoggedIn(
        SESSION,
        NOW.plus(LIFE),
        List.of(pending),
        "2026-01",
        Optional.of(MASKED),
        Optional.empty(),
        TODAY);
  }

  static ActReply.AttestationIssued issued() {
    LocalDate day = TODAY;
    Attestation.Person person =
        new Attestation.Person(
            "CANARI", HOLDER.givenName(), HOLDER.nir() + "57", "02/07/1984", day, day);
    return new ActReply.AttestationIssued(
        new Attestation(
            DOCUMENT,
            "AB12",
            "https://x.exemple.test/v",
            day,
            person,
            List.of(),
            "Caisse",
            "Régime général",
            Optional.empty(),
            Optional.of("Dr CANARI")));
  }

  static ActReply.PaymentsIssued paid() {
    LocalDate day = TODAY.minusMonths(1);
    return new ActReply.PaymentsIssued(
        new PaymentPaper(
            DOCUMENT,
            "AB12",
            "https://x.exemple.test/v",
            TODAY,
            PaymentPaper.Kind.STATEMENT,
            new PaymentPaper.Holder(
                "CANARI", HOLDER.givenName(), HOLDER.nir() + "57", "02/07/1984"),
            day,
            TODAY,
            List.of(new PaymentPaper.Payment("Consultation", day, day, day, 3_000, 1_900)),
            1_900,
            "Caisse"));
  }

  /// Of somebody without a validated address.
  static ActReply.LoggedIn loggedIn(ActReply.EmailLink link) {
    Optional<String> address =
        Optional.of(MASKED).filter(_ -> link != ActReply.EmailLink.FORGOTTEN);
    return new ActReply.LoggedIn(
        SESSION,
        NOW.plus(LIFE),
        List.of(ActReply.Step.EMAIL),
        "2026-01",
        Optional.empty(),
        Optional.of(new ActReply.WaitingEmail(link, address)),
        TODAY);
  }

  private static ActReply loggedIn(RandomGenerator random) {
    ActReply.Step[] steps = ActReply.Step.values();
    ActReply.EmailLink[] links = ActReply.EmailLink.values();
    return random.nextInt(4) == 0
        ? loggedIn(links[random.nextInt(links.length)])
        : loggedIn(Arrays.copyOfRange(steps, random.nextInt(steps.length + 1), steps.length));
  }

  private static Event code(Typed typed, RandomGenerator random) {
    return typed.length() < CODE.length()
        ? key(CODE.charAt(typed.length()))
        : press(random.nextInt(8) == 0 ? Action.LETTERS : Action.PROCEED);
  }

  private static Event phone(Phase.GivingPhone p, RandomGenerator random) {
    String number = "0612345678";
    return p.typed().length() < number.length()
        ? random.nextInt(10) == 0 ? press(Action.DECLINE) : key(number.charAt(p.typed().length()))
        : press(Action.PROCEED);
  }

  private static Event email(Phase.GivingEmail p) {
    return p.typed().length() < ADDRESS.length()
        ? key(ADDRESS.charAt(p.typed().length()))
        : press(Action.PROCEED);
  }

  private static Stream<Touch> touches() {
    return Stream.of(
            Arrays.stream(Action.values()).<Touch>map(Touch.Press::new),
            Arrays.stream(Service.values()).<Touch>map(Touch.Open::new),
            Stream.<Touch>of(
                new Touch.Key('4'),
                new Touch.Key('x'),
                new Touch.Key('@'),
                new Touch.Erase(),
                new Touch.EraseAll(),
                new Touch.Choose(new Frame.Appearance("en", true, true)),
                new Touch.Presence()))
        .flatMap(s -> s);
  }

  private static Stream<VisitOpening> openings() {
    return Stream.of(
        new VisitOpening.AskCode(),
        new VisitOpening.Wait(NOW.plusSeconds(90)),
        new VisitOpening.Wait(NOW),
        new VisitOpening.CodeLocked(),
        new VisitOpening.NoAccount(),
        new VisitOpening.TemporaryNumber(),
        new VisitOpening.CardOpposed(),
        new VisitOpening.UnknownPerson(),
        new VisitOpening.TryLater("database"));
  }

  private static List<ActReply> replies() {
    List<ActReply> replies = new ArrayList<>(List.of(loggedIn(), loggedIn(ActReply.Step.values())));
    replies.add(new ActReply.CodeMailed(MASKED));
    for (ActReply.MailFault fault : ActReply.MailFault.values()) {
      replies.add(new ActReply.CodeNotMailed(fault));
    }
    replies.addAll(
        List.of(new ActReply.CodeRight(), new ActReply.TimeTaken(NOW.plus(LIFE), false)));
    replies.add(new ActReply.CodeWrong(2, Optional.empty()));
    replies.add(new ActReply.CodeWrong(0, Optional.empty()));
    replies.add(new ActReply.CodeWrong(1, Optional.of(NOW.plus(Duration.ofMinutes(1)))));
    for (ActReply.CodeState state : ActReply.CodeState.values()) {
      replies.add(new ActReply.CodeNotTaken(state, Optional.of(NOW.plusSeconds(61))));
    }
    replies.add(new ActReply.Done(List.of()));
    Arrays.stream(ActReply.Step.values())
        .map(s -> new ActReply.Done(List.of(s)))
        .forEach(replies::add);
    Arrays.stream(ActReply.CodeFault.values())
        .map(ActReply.CodeRejected::new)
        .forEach(replies::add);
    Arrays.stream(ActReply.ContactFault.values())
        .map(ActReply.ContactRejected::new)
        .forEach(replies::add);
    replies.add(new ActReply.EmailEntered(MASKED, NOW.plus(Duration.ofDays(7))));
    Arrays.stream(ActReply.EmailFault.values())
        .map(ActReply.EmailRejected::new)
        .forEach(replies::add);
    replies.add(issued());
    replies.add(paid());
    Arrays.stream(ActReply.AttestationFault.values())
        .map(ActReply.AttestationRefused::new)
        .forEach(replies::add);
    replies.add(new ActReply.SessionOver());
    replies.add(new ActReply.Conflict());
    replies.add(new ActReply.Malformed("?"));
    replies.add(new ActReply.TryLater("database"));
    return List.copyOf(replies);
  }

  private static List<Event.FromPrinter> papers() {
    List<Event.FromPrinter> papers = new ArrayList<>();
    papers.add(new Event.PaperOut());
    papers.add(new Event.PaperGone(Paper.DELIVERED, true, Optional.empty()));
    papers.add(new Event.PaperGone(Paper.DELIVERED, false, Optional.empty()));
    for (PrintTroubleShown trouble : PrintTroubleShown.values()) {
      papers.add(new Event.PaperGone(Paper.REFUSED, true, Optional.of(trouble)));
    }
    return List.copyOf(papers);
  }

  private Catalogue() {}
}
