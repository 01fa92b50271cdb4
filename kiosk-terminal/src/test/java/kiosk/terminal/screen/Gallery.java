package kiosk.terminal.screen;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import kiosk.contract.act.ActReply;
import kiosk.contract.fleet.Figures;
import kiosk.terminal.language.Messages;
import kiosk.terminal.visit.Frame;
import kiosk.terminal.visit.ScreenModel;
import kiosk.terminal.visit.ScreenModel.Availability;
import kiosk.terminal.visit.ScreenModel.CodeNotice;
import kiosk.terminal.visit.ScreenModel.Offer;
import kiosk.terminal.visit.ScreenModel.Service;

/// Every screen, with every constant of every enumeration at least once, and the longest content.
final class Gallery {

  /// A screen to look at.
  ///
  /// @param name the file name of its picture
  /// @param main whether it stands for its template, or fills it most; the others differ from it
  ///     in their sentences only
  record Exhibit(String name, ScreenModel screen, boolean main) {

    Frame frame(Frame.Appearance appearance) {
      boolean empty =
          screen instanceof ScreenModel.Idle
              || screen instanceof ScreenModel.OutOfService
              || screen instanceof ScreenModel.TakeCard
              || screen instanceof ScreenModel.Goodbye;
      Optional<Frame.StepOf> step = empty ? Optional.empty() : Optional.of(new Frame.StepOf(3, 4));
      return new Frame(screen, appearance, step, main, !empty, Figures.STANDARD);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final String LONG_NAME = "Marie-Antoinette Élisabeth";
  private static final String LONG_ADDRESS =
      "marie-antoinette.de-la-rochefoucauld@service-des-assures.exemple.test";

  private static final Set<String> FULLEST =
      Set.of(
          "idle-away",
          "enter-code-change",
          "enter-code-change-letters",
          "enter-code-letters",
          "enter-code-longest",
          "enter-code-wrong",
          "enter-email-longest",
          "enter-email-meant",
          "menu-no-paper",
          "print-failed-again",
          "still-there-LAST_TIME",
          "take-card-forgotten");

  private final List<Exhibit> exhibits = new ArrayList<>();

  private Gallery() {}

  static List<Exhibit> all() {
    Gallery gallery = new Gallery();
    gallery.hall();
    gallery.code();
    gallery.forgottenCode();
    gallery.enrolment();
    gallery.email();
    gallery.services();
    gallery.end();
    return List.copyOf(gallery.exhibits);
  }

  private void hall() {
    add("idle", new ScreenModel.Idle(offers(Availability.AVAILABLE), Optional.empty()));
    for (Availability why : Availability.values()) {
      add("idle-" + why, new ScreenModel.Idle(offers(why), Optional.empty()));
    }
    add(
        "idle-away",
        new ScreenModel.Idle(
            offers(Availability.SERVER_AWAY), Optional.of(Instant.parse("2026-03-31T09:05:00Z"))));
    each("out-of-service", ScreenModel.OutOfServiceCause.values(), ScreenModel.OutOfService::new);
    each("working", ScreenModel.Work.values(), w -> new ScreenModel.Working(w, Optional.empty()));
    add("working-percent", new ScreenModel.Working(ScreenModel.Work.PRINTING, Optional.of(60)));
    each("card-refused", ScreenModel.CardTrouble.values(), ScreenModel.CardRefused::new);
  }

  private static List<Offer> offers(Availability printing) {
    return List.of(
        new Offer(Service.ATTESTATION, printing),
        new Offer(Service.EMAIL, Availability.AVAILABLE),
        new Offer(Service.FIRST_ACCESS, Availability.AVAILABLE));
  }

  private static List<Offer> choices(Availability printing) {
    return List.of(
        new Offer(Service.ATTESTATION, printing),
        new Offer(Service.ALLOWANCES, printing),
        new Offer(Service.STATEMENT, printing),
        new Offer(Service.EMAIL, Availability.AVAILABLE));
  }

  private void code() {
    add("enter-code", enterCode("Marie", 5, false, Optional.empty()));
    add("enter-code-empty", enterCode("Marie", 0, false, Optional.empty()));
    add("enter-code-letters", enterCode("Marie", 12, true, Optional.empty()));
    add("enter-code-longest", enterCode(LONG_NAME, 50, true, notice(new CodeNotice.Wrong(4))));
    add("enter-code-wrong", enterCode(LONG_NAME, 13, false, notice(new CodeNotice.Wrong(1))));
    add("enter-code-length", enterCode("Marie", 0, false, notice(new CodeNotice.BadLength())));
    add("enter-code-again", enterCode("Marie", 0, false, notice(new CodeNotice.TryAgain())));
    add("enter-code-change", codeAgain(0, false, Optional.empty()));
    add("enter-code-change-letters", codeAgain(12, true, notice(new CodeNotice.Wrong(4))));
    add("code-wait", new ScreenModel.CodeWait(Duration.ofSeconds(245)));
    add("code-wait-short", new ScreenModel.CodeWait(Duration.ofSeconds(9)));
    each(
        "code-blocked",
        ScreenModel.CodeBlock.values(),
        b -> new ScreenModel.CodeBlocked(b, b != ScreenModel.CodeBlock.NO_ADDRESS));
  }

  private void forgottenCode() {
    add("forgotten-code", new ScreenModel.ForgottenCode(Optional.empty()));
    each(
        "forgotten-code",
        ScreenModel.MailTrouble.values(),
        t -> new ScreenModel.ForgottenCode(Optional.of(t)));
    Optional<String> sentTo = Optional.of("m•••e@e•••.test");
    add("mailed-code-sent", new ScreenModel.EnterMailedCode(0, sentTo, Optional.empty()));
    add("mailed-code", new ScreenModel.EnterMailedCode(3, Optional.empty(), Optional.empty()));
    for (CodeNotice said : List.of(new CodeNotice.Wrong(2), new CodeNotice.BadLength())) {
      add(
          "mailed-code-" + said.getClass().getSimpleName(),
          new ScreenModel.EnterMailedCode(4, sentTo, notice(said)));
    }
  }

  private static ScreenModel enterCode(
      String name, int typed, boolean letters, Optional<CodeNotice> notice) {
    return new ScreenModel.EnterCode(name, false, typed, letters, notice);
  }

  private static ScreenModel codeAgain(int typed, boolean letters, Optional<CodeNotice> notice) {
    return new ScreenModel.EnterCode("Marie", true, typed, letters, notice);
  }

  private static Optional<CodeNotice> notice(CodeNotice notice) {
    return Optional.of(notice);
  }

  private void enrolment() {
    for (int page = 1; page <= 3; page++) {
      add("terms-" + page, new ScreenModel.Terms("2026-01", page, 3));
    }
    add("choose-code", new ScreenModel.ChooseCode(false, 8, Optional.empty()));
    add("choose-code-again", new ScreenModel.ChooseCode(true, 3, Optional.empty()));
    each(
        "choose-code",
        ScreenModel.NewCodeTrouble.values(),
        t -> new ScreenModel.ChooseCode(false, 0, Optional.of(t)));
    each(
        "enter-phone",
        ScreenModel.PhoneKind.values(),
        k -> new ScreenModel.EnterPhone(k, "0612345678", Optional.empty()));
    each(
        "enter-phone",
        ScreenModel.PhoneTrouble.values(),
        t -> new ScreenModel.EnterPhone(ScreenModel.PhoneKind.MOBILE, "06", Optional.of(t)));
    each("consent", ScreenModel.ConsentQuestion.values(), q -> new ScreenModel.Consent(q, 2, 4));
  }

  private void email() {
    Optional<String> current = Optional.of("j•••e@e•••.test");
    Optional<String> none = Optional.empty();
    add("enter-email", email(false, "marie@exemple.te", none, none));
    add("enter-email-change", email(false, "", current, none));
    add("enter-email-longest", email(true, LONG_ADDRESS, current, none));
    add("enter-email-meant", email(true, "marie@", current, Optional.of("numericable.fr")));
    each(
        "enter-email",
        ScreenModel.EmailTrouble.values(),
        t -> new ScreenModel.EnterEmail(false, "marie@", current, none, Optional.of(t)));
    for (ActReply.EmailLink link : ActReply.EmailLink.values()) {
      Optional<String> kept = current.filter(_ -> link != ActReply.EmailLink.FORGOTTEN);
      add("email-waiting-" + link, new ScreenModel.EmailWaiting(link, kept));
    }
    add("email-sent", new ScreenModel.EmailSent("m•••e@e•••.test", true));
    add("email-sent-no-printer", new ScreenModel.EmailSent("m•••e@e•••.test", false));
  }

  private static ScreenModel email(
      boolean again, String typed, Optional<String> current, Optional<String> meant) {
    return new ScreenModel.EnterEmail(again, typed, current, meant, Optional.empty());
  }

  private void services() {
    add("menu", new ScreenModel.Menu("Marie", choices(Availability.AVAILABLE)));
    add("menu-no-paper", new ScreenModel.Menu(LONG_NAME, choices(Availability.NO_PAPER)));
    for (Service paid : List.of(Service.ALLOWANCES, Service.STATEMENT)) {
      YearMonth month = YearMonth.of(2026, 9);
      add("choose-month-" + paid, new ScreenModel.ChooseMonth(paid, month, true, false));
      add("choose-month-first-" + paid, new ScreenModel.ChooseMonth(paid, month, false, true));
      add("confirm-print-" + paid, new ScreenModel.ConfirmPrint(paid, false));
    }
    add("confirm-print", new ScreenModel.ConfirmPrint(Service.ATTESTATION, false));
    add("confirm-print-large", new ScreenModel.ConfirmPrint(Service.ATTESTATION, true));
    add("take-ticket", new ScreenModel.TakeTicket(false));
    add("take-ticket-urgent", new ScreenModel.TakeTicket(true));
    each(
        "print-failed",
        ScreenModel.PrintTroubleShown.values(),
        t -> new ScreenModel.PrintFailed(t, false, "3F2A-91C0"));
    add(
        "print-failed-again",
        new ScreenModel.PrintFailed(ScreenModel.PrintTroubleShown.SPOILED, true, "3F2A-91C0"));
    each("failed", ScreenModel.Failure.values(), f -> new ScreenModel.Failed(f, "3F2A-91C0"));
  }

  private void end() {
    for (Class<?> screen : ScreenModel.class.getPermittedSubclasses()) {
      if (Messages.load("screen", "fr").has("help.topic." + screen.getSimpleName())) {
        add("help-" + screen.getSimpleName(), new ScreenModel.Help(screen.getSimpleName()));
      }
    }
    add("help-other", new ScreenModel.Help("Working"));
    each(
        "still-there",
        ScreenModel.WarningCause.values(),
        cause -> new ScreenModel.StillThere(18, 30, cause));
    add("take-card", new ScreenModel.TakeCard(false));
    add("take-card-forgotten", new ScreenModel.TakeCard(true));
    add("goodbye", new ScreenModel.Goodbye());
  }

  private <E extends Enum<E>> void each(
      String name, E[] constants, Function<E, ScreenModel> screen) {
    Arrays.stream(constants).forEach(c -> add(name + "-" + c, screen.apply(c)));
  }

  private void add(String name, ScreenModel screen) {
    boolean first = exhibits.stream().noneMatch(e -> e.screen().getClass() == screen.getClass());
    boolean main = first || FULLEST.contains(name);
    exhibits.add(new Exhibit(name.toLowerCase(Locale.ROOT), screen, main));
  }

  /// Both languages, in both themes and both layouts.
  static Stream<Frame.Appearance> appearances() {
    return Messages.LANGUAGES.stream()
        .flatMap(
            language ->
                Stream.of(
                    new Frame.Appearance(language, false, false),
                    new Frame.Appearance(language, false, true),
                    new Frame.Appearance(language, true, false)));
  }
}
