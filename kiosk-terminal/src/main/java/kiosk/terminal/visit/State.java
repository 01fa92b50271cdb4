package kiosk.terminal.visit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActReply;
import kiosk.contract.fleet.Figures;
import kiosk.terminal.typing.Typed;

/// Where a visit is. All that is known of a person is in [Occupied]; the other states hold nothing
/// of anybody.
public sealed interface State {

  /// What stands around the visit.
  Around around();

  /// The same with other surroundings.
  State in(Around around);

  /// No card.
  ///
  /// @param helping whether the help is open
  record Vacant(Around around, boolean helping) implements State {
    @Override
    public State in(Around other) {
      return new Vacant(other, helping);
    }
  }

  /// A person's visit.
  ///
  /// @param visit names it
  /// @param done what was done in it
  record Occupied(
      Around around, UUID visit, List<ScreenModel.Service> done, Phase phase, Cover cover)
      implements State {
    public Occupied {
      done = List.copyOf(done);
    }

    @Override
    public Occupied in(Around other) {
      return new Occupied(other, visit, done, phase, cover);
    }

    Occupied at(Phase next) {
      return new Occupied(around, visit, done, next, Cover.NONE);
    }

    Occupied under(Cover other) {
      return new Occupied(around, visit, done, phase, other);
    }

    Occupied having(ScreenModel.Service service) {
      List<ScreenModel.Service> more = new ArrayList<>(done);
      more.add(service);
      return new Occupied(around, visit, more, phase, cover);
    }

    Step stay() {
      return Step.to(this);
    }

    Step go(Phase next, Effect... effects) {
      return Step.to(at(next), effects);
    }
  }

  /// The visit is over and the card is still there.
  ///
  /// @param forgotten for too long
  record Leaving(Around around, boolean forgotten) implements State {
    @Override
    public State in(Around other) {
      return new Leaving(other, forgotten);
    }
  }

  /// The card is out after an orderly end.
  record Parting(Around around) implements State {
    @Override
    public State in(Around other) {
      return new Parting(other);
    }
  }

  /// The first state of all: nothing is known of the devices.
  static State starting() {
    Hall unknown =
        new Hall(
            List.of(),
            false,
            Optional.empty(),
            Optional.of(ScreenModel.OutOfServiceCause.STARTING),
            Figures.STANDARD);
    return new Vacant(new Around(unknown, Frame.Appearance.DEFAULT), false);
  }

  /// The kiosk as it is now, and how this person wants it.
  record Around(Hall hall, Frame.Appearance appearance) {}

  /// What the kiosk can do now.
  ///
  /// @param prints whether the printer can print, be it for anybody or for nobody in particular
  /// @param serverAwaySince set while the central server cannot be reached
  /// @param outOfService why nothing can be done, if so
  /// @param figures what the account's rules say, as the server told last
  record Hall(
      List<ScreenModel.Offer> offers,
      boolean prints,
      Optional<Instant> serverAwaySince,
      Optional<ScreenModel.OutOfServiceCause> outOfService,
      Figures figures) {
    public Hall {
      offers = List.copyOf(offers);
    }

    /// Whether a service can be had now.
    boolean offers(ScreenModel.Service service) {
      return offers.contains(new ScreenModel.Offer(service, ScreenModel.Availability.AVAILABLE));
    }
  }

  /// Who types a code: somebody who logs in, or a member once more (rule E3).
  sealed interface Person {

    /// Whose card is in the reader.
    Holder holder();
  }

  /// The insured person whose card is in the reader.
  ///
  /// @param givenName as people write it
  /// @param nir 13 characters
  record Holder(String givenName, String nir) implements Person {
    @Override
    public Holder holder() {
      return this;
    }

    /// Nothing personal.
    @Override
    public String toString() {
      return "Holder";
    }
  }

  /// A person who has logged in.
  ///
  /// @param session the server's word for this session
  /// @param pending what must be done before anything else, in order
  /// @param maskedEmail the validated address, masked
  /// @param waitingEmail the address that was given and not confirmed
  /// @param today the day, in the caisse's time zone
  record Member(
      Holder holder,
      String session,
      List<ActReply.Step> pending,
      String termsVersion,
      Optional<String> maskedEmail,
      Optional<ActReply.WaitingEmail> waitingEmail,
      LocalDate today)
      implements Person {
    public Member {
      pending = List.copyOf(pending);
    }

    Member awaiting(List<ActReply.Step> steps) {
      return new Member(holder, session, steps, termsVersion, maskedEmail, waitingEmail, today);
    }

    /// Nothing personal.
    @Override
    public String toString() {
      return "Member" + pending;
    }
  }

  /// The server's session, which ends.
  ///
  /// @param last whether it can last no longer
  record Limit(String session, boolean last) {
    /// Nothing of the session.
    @Override
    public String toString() {
      return "Limit[" + last + "]";
    }
  }

  /// What is printed.
  sealed interface Job {

    /// Where the visit goes on after it.
    Phase then();
  }

  /// A personal document, from the server to the hand.
  ///
  /// @param act asks the server for it
  record Order(Member member, ScreenModel.Service service, ActContent act, boolean largePrint)
      implements Job {

    @Override
    public Phase then() {
      return new Phase.AtMenu(member);
    }

    Order in(boolean large) {
      return new Order(member, service, act, large);
    }
  }

  /// What to do when a mail does not come (rule E12): once a visit, and nothing personal.
  record Slip(Phase.EmailSent then) implements Job {}

  /// What lies over a phase.
  sealed interface Cover {

    /// Nothing.
    Cover NONE = new None();

    /// The phase is seen.
    record None() implements Cover {}

    /// The help of the phase below.
    record Help() implements Cover {}

    /// The warning before a visit is closed.
    ///
    /// @param limit the session that ends; none when nobody has touched anything for a while
    record Warning(int secondsLeft, Optional<Limit> limit) implements Cover {}
  }

  /// The part of the visit that a person is in.
  sealed interface Phase {

    /// The codes typed that it holds.
    default Stream<Typed> secrets() {
      return Stream.empty();
    }

    /// Somebody else works; the person waits.
    sealed interface Busy extends Phase {}

    /// The person is told something, and can only leave.
    sealed interface Told extends Phase {}

    /// The person is asked something.
    sealed interface Asked extends Phase {}

    /// The card is being read.
    record Reading() implements Busy {}

    /// The card is of no use here.
    record Refused(ScreenModel.CardTrouble trouble) implements Told {}

    /// The code, 4 or 8–13 digits, or with letters (rule C5).
    record EnteringCode(
        Person person, Typed typed, boolean letters, Optional<ScreenModel.CodeNotice> notice)
        implements Asked {
      @Override
      public Stream<Typed> secrets() {
        return Stream.of(typed);
      }
    }

    /// The server looks at the code.
    record CheckingCode(Person person, boolean letters) implements Busy {}

    /// No code is taken yet (rule C9).
    ///
    /// @param untouched seconds since somebody touched anything
    record WaitingForCode(Person person, Duration left, int untouched) implements Asked {}

    /// No code is taken any more (rules C1, C9).
    record CodeShut(Holder holder, ScreenModel.CodeBlock block) implements Asked {}

    /// The code is forgotten; another can be mailed (rule C7).
    record ForgettingCode(Holder holder, Optional<ScreenModel.MailTrouble> trouble)
        implements Asked {}

    /// The server mails a code.
    record MailingCode(Holder holder) implements Busy {}

    /// The code of the mail, 8 digits (rules C6, C7).
    ///
    /// @param sentTo the address, masked, when the mail has just been sent
    record EnteringMailedCode(
        Holder holder,
        Typed typed,
        Optional<String> sentTo,
        Optional<ScreenModel.CodeNotice> notice)
        implements Asked {
      @Override
      public Stream<Typed> secrets() {
        return Stream.of(typed);
      }
    }

    /// The server looks at the code of the mail.
    record CheckingMailedCode(Holder holder) implements Busy {}

    /// The terms (rule O3).
    record ReadingTerms(Member member, int page) implements Asked {}

    /// A personal code (rules C2, C4).
    ///
    /// @param first the code as typed first, while it is typed again
    record ChoosingCode(
        Member member,
        Optional<Typed> first,
        Typed typed,
        Optional<ScreenModel.NewCodeTrouble> trouble)
        implements Asked {
      @Override
      public Stream<Typed> secrets() {
        return Stream.concat(first.stream(), Stream.of(typed));
      }
    }

    /// A telephone number (rule P1).
    ///
    /// @param mobile what was given for the mobile, while the landline is asked
    record GivingPhone(
        Member member,
        ScreenModel.PhoneKind kind,
        String mobile,
        String typed,
        Optional<ScreenModel.PhoneTrouble> trouble)
        implements Asked {}

    /// The questions about promotion (rule P2).
    ///
    /// @param answers to the first questions, in the order of [ScreenModel.ConsentQuestion]
    record Consenting(Member member, String mobile, String landline, List<Boolean> answers)
        implements Asked {
      public Consenting {
        answers = List.copyOf(answers);
      }
    }

    /// An address was given before and not confirmed (rules E7, E8).
    record AwaitingEmail(Member member, ActReply.WaitingEmail waiting) implements Asked {}

    /// The address (rule E1).
    ///
    /// @param first the address as typed first, while it is typed again
    record GivingEmail(
        Member member,
        Optional<String> first,
        String typed,
        Optional<ScreenModel.EmailTrouble> trouble)
        implements Asked {}

    /// What was given in the phase `from` is on its way.
    record Saving(Member member, Phase from) implements Busy {
      @Override
      public Stream<Typed> secrets() {
        return from.secrets();
      }
    }

    /// The server has closed the session (rule E4).
    ///
    /// @param until when the link ends (rule E7)
    /// @param slipped whether the person has the slip (rule E12)
    record EmailSent(String maskedAddress, Instant until, boolean slipped) implements Told {}

    /// The choice of what to do.
    record AtMenu(Member member) implements Asked {}

    /// The month that a paper about payments is for, or begins with.
    ///
    /// @param ago how many months before this one, from 1 to [Figures#statementMonths()]
    record ChoosingMonth(Member member, ScreenModel.Service service, int ago) implements Asked {

      YearMonth month() {
        return YearMonth.from(member.today()).minusMonths(ago);
      }
    }

    /// Before a personal paper.
    record ConfirmingPrint(Order order) implements Asked {}

    /// The server makes the document.
    record PreparingPaper(Order order) implements Busy {}

    /// The printer works.
    record Printing(Job job, int percent) implements Busy {}

    /// The paper is out.
    ///
    /// @param watched whether the printer will see it leave
    /// @param urged whether the person was told that the kiosk is about to take it back
    record TakingPaper(Job job, boolean watched, boolean urged) implements Asked {}

    /// The paper did not come as it should.
    record PaperTrouble(Job job, ScreenModel.PrintTroubleShown trouble) implements Asked {}

    /// Something else did not work.
    ///
    /// @param back where to try again, if that may help
    record Failing(ScreenModel.Failure failure, Optional<Phase> back) implements Asked {
      @Override
      public Stream<Typed> secrets() {
        return back.stream().flatMap(Phase::secrets);
      }
    }
  }

  /// The codes typed that this state holds, for whoever wipes them when no state does.
  default Stream<Typed> secrets() {
    return this instanceof Occupied o ? o.phase().secrets() : Stream.empty();
  }
}
