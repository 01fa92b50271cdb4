package kiosk.server.portal.account;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kiosk.contract.act.ActContent.IssueAttestation;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.ActReply.AttestationFault;
import kiosk.contract.act.Attestation;
import kiosk.server.attestation.DocumentOffice;
import kiosk.server.attestation.DocumentRegister.Entry;
import kiosk.server.online.Member;
import kiosk.server.online.Members;
import kiosk.server.portal.Block;
import kiosk.server.portal.Browser;
import kiosk.server.portal.Page;
import kiosk.server.portal.Page.Span.Room;
import kiosk.server.portal.Page.Tone;
import kiosk.server.portal.Pages;
import kiosk.server.portal.Words;
import kiosk.server.web.Routes;

/// The menu, the documents (rule S1), and the way out.
public final class MenuPages implements Routes {

  private static final String DOCUMENTS = "/compte/documents";
  private static final String LEAVE = "/deconnexion";
  private static final String FILE =
      DOCUMENTS + "/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})";
  private static final List<String> WAYS =
      List.of(DOCUMENTS, "/compte/coordonnees", "/compte/adresse", "/compte/code");
  private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");

  private final MemberDesk desk;
  private final Members members;
  private final DocumentOffice office;

  public MenuPages(MemberDesk desk, Members members, DocumentOffice office) {
    this.desk = desk;
    this.members = members;
    this.office = office;
  }

  @Override
  public void mount(Router router) {
    router.get("/compte").handler(desk::guard).handler(this::menu);
    router.get(DOCUMENTS).handler(desk::guard).handler(this::documents);
    router.post(DOCUMENTS).handler(Pages::trust).handler(desk::guard).handler(this::issue);
    router.getWithRegex(FILE).handler(desk::guard).handler(this::file);
    router.post(LEAVE).handler(Pages::trust).handler(this::leave);
    router.get(LEAVE).handler(this::left);
  }

  private void menu(RoutingContext context) {
    Words words = Browser.of(context).words();
    List<Block.Link> ways =
        WAYS.stream()
            .map(
                href ->
                    new Block.Link(
                        href, words.get("menu." + href), words.get("menu." + href + ".lead")))
            .toList();
    Pages.show(
        context, MemberDesk.page(context, "menu", Tone.QUESTION).with(new Block.Links(ways)));
  }

  private void documents(RoutingContext context) {
    Pages.after(
        context,
        office.list(MemberDesk.member(context).insured()),
        list -> Pages.show(context, documents(context, list)));
  }

  private static Page documents(RoutingContext context, List<Entry> list) {
    Words words = Browser.of(context).words();
    Page page =
        MemberDesk.page(context, "documents", Tone.QUESTION)
            .with(
                new Block.Form(
                    DOCUMENTS,
                    List.of(),
                    List.of(
                        new Block.Action(
                            "kind", "rights", words.get("documents.rights.button"), true))))
            .with(
                new Block.Links(
                    List.of(
                        new Block.Link(
                            PaymentPages.ALLOWANCES, words.get("documents.allowances"), ""),
                        new Block.Link(
                            PaymentPages.STATEMENTS, words.get("documents.statements"), ""))));
    List<Block.Link> links = new ArrayList<>();
    for (Entry entry : list) {
      links.add(
          new Block.Link(
              DOCUMENTS + "/" + entry.id(),
              words.get("documents.kind." + entry.kind()),
              words.get("documents.issued", DAY.format(entry.issuedAt().atZone(ZONE)))));
    }
    Block all =
        links.isEmpty()
            ? new Block.Text("", List.of(words.get("documents.none")))
            : new Block.Links(links);
    return page.with(new Block.Text(words.get("documents.list"), List.of()))
        .with(all)
        .with(StepPages.home(context));
  }

  private void issue(RoutingContext context) {
    Member member = MemberDesk.member(context);
    Pages.after(
        context,
        desk.act(new IssueAttestation(member.token())),
        reply -> {
          if (reply instanceof ActReply.AttestationIssued(Attestation attestation)) {
            Pages.lead(context, DOCUMENTS + "/" + attestation.document());
          } else if (reply instanceof ActReply.AttestationRefused(AttestationFault fault)) {
            Page page = MemberDesk.page(context, "refused." + fault.name(), Tone.WARNING);
            Pages.show(context, 409, page.with(StepPages.home(context)));
          } else {
            MemberDesk.over(context);
          }
        });
  }

  /// The name of the file tells nothing of the person.
  private void file(RoutingContext context) {
    UUID document = UUID.fromString(context.pathParam("param0"));
    Pages.after(
        context,
        office.read(MemberDesk.member(context).insured(), document),
        pdf -> {
          if (pdf.isEmpty()) {
            context.fail(404);
            return;
          }
          context
              .response()
              .putHeader("Content-Type", "application/pdf")
              .putHeader("Content-Disposition", "inline; filename=\"document.pdf\"")
              .end(Buffer.buffer(pdf.get()));
        });
  }

  private void leave(RoutingContext context) {
    Browser browser = Browser.of(context);
    Pages.after(
        context,
        members.leave(browser.session().orElse("")),
        left -> {
          browser.forget(Browser.SESSION);
          Pages.lead(context, LEAVE);
        });
  }

  private void left(RoutingContext context) {
    Browser browser = Browser.of(context);
    Pages.after(
        context,
        members.stay(browser.session().orElse("")),
        stay -> {
          if (stay.isPresent()) {
            Pages.show(context, leaving(browser).during(Room.ACCOUNT, stay.get()));
          } else {
            left(context, browser.words());
          }
        });
  }

  /// Nobody is told to be out who is not: the form that failed may be sent again.
  private static Page leaving(Browser browser) {
    Block.Action leave = new Block.Action("go", "1", browser.words().get("leave"), true);
    return Pages.guarded(browser, "leaving", Tone.WARNING)
        .with(new Block.Form(LEAVE, List.of(), List.of(leave)));
  }

  private static void left(RoutingContext context, Words words) {
    Pages.show(
        context,
        Page.of(words, "left", Tone.SUCCESS)
            .with(new Block.Links(List.of(new Block.Link("/", words.get("home"), "")))));
  }
}
