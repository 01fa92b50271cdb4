package kiosk.server.portal.account;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import kiosk.server.attestation.DocumentOffice;
import kiosk.server.attestation.DocumentOffice.Outcome;
import kiosk.server.attestation.DocumentOffice.Refusal;
import kiosk.server.attestation.DocumentOffice.Wanted;
import kiosk.server.portal.Block;
import kiosk.server.portal.Block.Kind;
import kiosk.server.portal.Browser;
import kiosk.server.portal.Page;
import kiosk.server.portal.Page.Tone;
import kiosk.server.portal.Pages;
import kiosk.server.portal.Typed;
import kiosk.server.portal.Words;
import kiosk.server.web.Routes;

/// The two documents about payments (rule S1): allowances of a period that the person chooses, and
/// the statement of one of the last months.
public final class PaymentPages implements Routes {

  static final String ALLOWANCES = "/compte/documents/indemnites";
  static final String STATEMENTS = "/compte/documents/releve";

  private static final String FILES = "/compte/documents/";
  private static final String ACTOR = "portal";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.STRICT);

  private final MemberDesk desk;
  private final DocumentOffice office;

  public PaymentPages(MemberDesk desk, DocumentOffice office) {
    this.desk = desk;
    this.office = office;
  }

  @Override
  public void mount(Router router) {
    router.get(ALLOWANCES).handler(desk::guard).handler(c -> period(c, Typed.in(c)));
    router.post(ALLOWANCES).handler(Pages::trust).handler(desk::guard).handler(this::allowances);
    router.get(STATEMENTS).handler(desk::guard).handler(c -> months(c, 200));
    router.post(STATEMENTS).handler(Pages::trust).handler(desk::guard).handler(this::statement);
  }

  private void period(RoutingContext context, Typed typed) {
    Words words = Browser.of(context).words();
    Block form =
        new Block.Form(
            ALLOWANCES,
            List.of(typed.field("from", Kind.TEXT, "off"), typed.field("to", Kind.TEXT, "off")),
            List.of(new Block.Action("go", "yes", words.get("allowances.button"), true)));
    Page page = MemberDesk.page(context, "allowances", Tone.QUESTION, office.reach());
    Pages.show(context, page.with(form).with(StepPages.home(context)));
  }

  private void allowances(RoutingContext context) {
    Typed typed = Typed.in(context);
    Optional<LocalDate> from = day(typed, "from");
    Optional<LocalDate> to = day(typed, "to");
    if (from.isEmpty() || to.isEmpty()) {
      period(context, typed);
      return;
    }
    Pages.after(
        context,
        issue(context, new Wanted.Allowances(from.get(), to.get())),
        outcome -> {
          switch (outcome) {
            case Outcome.Issued issued -> Pages.lead(context, FILES + issued.document());
            case Refusal.NOTHING_PAID -> {
              typed.fault("from", "nothing.from", "wrong");
              period(context, typed);
            }
            case Refusal.PERIOD, Refusal.NO_RIGHTS -> {
              typed.fault("from", "period.from", "wrong", office.reach());
              period(context, typed);
            }
          }
        });
  }

  private void months(RoutingContext context, int status) {
    DateTimeFormatter name =
        DateTimeFormatter.ofPattern(
            "MMMM yyyy", Locale.forLanguageTag(Browser.of(context).words().language()));
    List<Block.Action> months =
        office.months().stream()
            .map(month -> new Block.Action("month", month.toString(), name.format(month), false))
            .toList();
    Page page = MemberDesk.page(context, "statements", Tone.QUESTION);
    Block form = new Block.Form(STATEMENTS, List.of(), months);
    Pages.show(context, status, page.with(form).with(StepPages.home(context)));
  }

  private void statement(RoutingContext context) {
    String asked = Objects.requireNonNullElse(context.request().getFormAttribute("month"), "");
    Optional<YearMonth> month =
        office.months().stream().filter(m -> m.toString().equals(asked)).findFirst();
    if (month.isEmpty()) {
      months(context, 400);
      return;
    }
    Pages.after(
        context,
        issue(context, new Wanted.Statement(month.get())),
        outcome -> {
          if (outcome instanceof Outcome.Issued issued) {
            Pages.lead(context, FILES + issued.document());
          } else {
            months(context, 400);
          }
        });
  }

  private Future<Outcome> issue(RoutingContext context, Wanted wanted) {
    return office.issue(MemberDesk.member(context).insured(), wanted, ACTOR);
  }

  private static Optional<LocalDate> day(Typed typed, String name) {
    try {
      return Optional.of(LocalDate.parse(typed.text(name, Typed.USUAL), DAY));
    } catch (DateTimeParseException e) {
      typed.fault(name, "wrong.birth", "wrong");
      return Optional.empty();
    }
  }
}
