package kiosk.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kiosk.contract.act.Act;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.Attestation;
import kiosk.contract.act.PaymentPaper;
import kiosk.contract.fleet.Figures;
import kiosk.contract.fleet.Heartbeat;
import kiosk.contract.fleet.HeartbeatAnswer;
import kiosk.contract.fleet.NewsItem;
import kiosk.contract.fleet.NewsPage;
import kiosk.contract.fleet.ReadNews;
import kiosk.contract.visit.DocumentPage;
import kiosk.contract.visit.OpenVisit;
import kiosk.contract.visit.ReadDocument;
import kiosk.contract.visit.VisitOpening;

/// One example of every message, by the name of its file in `golden/`. Invented people.
final class Golden {

  private static final UUID ID = UUID.fromString("6f9b9af0-7a5a-4c53-8f27-0d5d1a5a0001");
  private static final Instant AT = Instant.parse("2026-03-29T00:59:59.250Z");
  private static final String NIR = "2690549588157";
  private static final String SESSION = "c2Vzc2lvbg";

  static Map<String, Record> messages() {
    Map<String, Record> all = new LinkedHashMap<>();
    contents().forEach(message -> all.put("content-" + name(message), message));
    replies().forEach(message -> all.put("reply-" + name(message), message));
    openings().forEach(message -> all.put("opening-" + name(message), message));
    others().forEach(message -> all.put(name(message), message));
    return all;
  }

  private static String name(Record message) {
    return message.getClass().getSimpleName();
  }

  private static List<Record> contents() {
    return List.of(
        new ActContent.LogIn(ID, NIR, "4821"),
        new ActContent.MailCode(ID, NIR),
        new ActContent.LogInMailed(ID, NIR, "48210937"),
        new ActContent.AcceptTerms(SESSION, "2026-01"),
        new ActContent.ChooseCode(SESSION, "48213095"),
        new ActContent.TakeTime(SESSION, true),
        new ActContent.ConfirmCode(SESSION, "48213095"),
        new ActContent.SaveContact(
            SESSION,
            Optional.of("+33600000000"),
            Optional.empty(),
            List.of(
                new ActContent.ConsentAnswer(ActContent.ConsentKind.EMAIL, true, "Par e-mail ?"))),
        new ActContent.EnterEmail(SESSION, "marie@exemple.test"),
        new ActContent.ResendEmail(SESSION),
        new ActContent.IssueAttestation(SESSION),
        new ActContent.IssueAllowances(
            SESSION, LocalDate.parse("2026-01-01"), LocalDate.parse("2026-03-29")),
        new ActContent.IssueStatement(SESSION, YearMonth.parse("2026-02")),
        new ActContent.PaperOutcome(SESSION, ID, ActContent.Paper.DELIVERED),
        new ActContent.VisitEnded(
            ID, AT, AT.plusSeconds(90), ActContent.VisitEnd.COMPLETED, List.of("ATTESTATION")));
  }

  private static List<Record> replies() {
    return List.of(
        new ActReply.LoggedIn(
            SESSION,
            AT.plusSeconds(900),
            List.of(ActReply.Step.TERMS, ActReply.Step.EMAIL),
            "2026-01",
            Optional.of("m•••e@e•••.test"),
            Optional.of(
                new ActReply.WaitingEmail(
                    ActReply.EmailLink.INACTIVE, Optional.of("n•••a@e•••.test"))),
            LocalDate.parse("2026-03-29")),
        new ActReply.TimeTaken(AT, false),
        new ActReply.CodeRight(),
        new ActReply.CodeWrong(2, Optional.of(AT)),
        new ActReply.CodeNotTaken(ActReply.CodeState.LOCKED, Optional.empty()),
        new ActReply.CodeMailed("m•••e@e•••.test"),
        new ActReply.CodeNotMailed(ActReply.MailFault.NO_ADDRESS),
        new ActReply.Done(List.of(ActReply.Step.CONTACT)),
        new ActReply.CodeRejected(ActReply.CodeFault.RUN),
        new ActReply.ContactRejected(ActReply.ContactFault.NONE_GIVEN),
        new ActReply.EmailEntered("m•••e@e•••.test", AT),
        new ActReply.EmailRejected(ActReply.EmailFault.TAKEN),
        new ActReply.AttestationIssued(attestation()),
        new ActReply.PaymentsIssued(payments()),
        new ActReply.Sealed("c2VhbGVk"),
        new ActReply.AttestationRefused(ActReply.AttestationFault.NO_RIGHTS),
        new ActReply.SessionOver(),
        new ActReply.Conflict(),
        new ActReply.Malformed("content"),
        new ActReply.TryLater("database"));
  }

  private static Attestation attestation() {
    Attestation.Person holder =
        new Attestation.Person(
            "Œuvré-d’Été",
            "Marie",
            NIR + "80",
            "00/05/1969",
            LocalDate.parse("2026-01-01"),
            LocalDate.parse("2026-12-31"));
    return new Attestation(
        ID,
        "K7QX-2M9D",
        "https://exemple.test/verifier/K7QX-2M9D",
        LocalDate.parse("2026-03-29"),
        holder,
        List.of(holder),
        "Caisse de démonstration",
        "Régime général",
        Optional.empty(),
        Optional.of("Dr Exemple"));
  }

  private static PaymentPaper payments() {
    LocalDate day = LocalDate.parse("2026-02-03");
    return new PaymentPaper(
        ID,
        "K7QX-2M9D",
        "https://exemple.test/verifier/K7QX-2M9D",
        LocalDate.parse("2026-03-29"),
        PaymentPaper.Kind.STATEMENT,
        new PaymentPaper.Holder("Œuvré-d’Été", "Marie", NIR + "80", "00/05/1969"),
        LocalDate.parse("2026-02-01"),
        LocalDate.parse("2026-02-28"),
        List.of(new PaymentPaper.Payment("Consultation", day, day, day.plusDays(4), 3_000, 1_900)),
        1_900,
        "Caisse de démonstration");
  }

  private static List<Record> openings() {
    return List.of(
        new VisitOpening.AskCode(),
        new VisitOpening.Wait(AT),
        new VisitOpening.CodeLocked(),
        new VisitOpening.NoAccount(),
        new VisitOpening.TemporaryNumber(),
        new VisitOpening.CardOpposed(),
        new VisitOpening.UnknownPerson(),
        new VisitOpening.TryLater("server"));
  }

  private static List<Record> others() {
    return List.of(
        new Act(Act.VERSION, 12, ID, AT, "c2VhbGVk", "00ff"),
        new OpenVisit(ID, NIR),
        new ReadDocument(SESSION, ID, 0, 32_768),
        new DocumentPage(19_200, "JVBERi0="),
        new Heartbeat(
            "boot-1",
            "1.0.0",
            AT,
            Heartbeat.KioskState.VISIT,
            Heartbeat.DeviceState.UP,
            Heartbeat.DeviceState.FAULT,
            Heartbeat.PaperState.NEAR_END,
            3,
            125,
            7,
            List.of("printer.cutter")),
        new HeartbeatAnswer(AT, 8, "central-1", Figures.STANDARD),
        new ReadNews(7, 50),
        new NewsPage(List.of(new NewsItem(8, AT, NewsItem.Order.OUT_OF_SERVICE)), false));
  }

  private Golden() {}
}
