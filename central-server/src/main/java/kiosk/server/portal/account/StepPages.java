package kiosk.server.portal.account;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kiosk.contract.act.ActContent.AcceptTerms;
import kiosk.contract.act.ActContent.ChooseCode;
import kiosk.contract.act.ActContent.ConsentAnswer;
import kiosk.contract.act.ActContent.ConsentKind;
import kiosk.contract.act.ActContent.SaveContact;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.ActReply.CodeFault;
import kiosk.contract.act.ActReply.ContactFault;
import kiosk.contract.act.ActReply.Step;
import kiosk.server.account.AccountStore.Contacts;
import kiosk.server.online.Member;
import kiosk.server.online.Members;
import kiosk.server.online.OnlineLogIn;
import kiosk.server.portal.Block;
import kiosk.server.portal.Block.Field;
import kiosk.server.portal.Block.Kind;
import kiosk.server.portal.Browser;
import kiosk.server.portal.CodeForm;
import kiosk.server.portal.Page;
import kiosk.server.portal.Page.Tone;
import kiosk.server.portal.Pages;
import kiosk.server.portal.TermsText;
import kiosk.server.portal.Told;
import kiosk.server.portal.Typed;
import kiosk.server.portal.Words;
import kiosk.server.web.Routes;

/// The first steps, which are also the pages where what they gave is changed later: terms (O3),
/// code (C2–C4), contacts and consents (P1, P2).
public final class StepPages implements Routes {

  private static final String TERMS = MemberDesk.path(Step.TERMS);
  private static final String CODE = MemberDesk.path(Step.NEW_CODE);
  private static final String CONTACT = MemberDesk.path(Step.CONTACT);
  private static final Contacts NOTHING =
      new Contacts(Optional.empty(), Optional.empty(), Map.of());

  private final MemberDesk desk;
  private final Members members;
  private final OnlineLogIn logIns;
  private final String termsVersion;
  private final Told told;

  public StepPages(
      MemberDesk desk,
      Members members,
      OnlineLogIn logIns,
      String termsVersion,
      InstantSource clock) {
    this.desk = desk;
    this.members = members;
    this.logIns = logIns;
    this.termsVersion = termsVersion;
    this.told = new Told(clock);
  }

  @Override
  public void mount(Router router) {
    router.get(TERMS).handler(desk::guard).handler(this::terms);
    router.post(TERMS).handler(Pages::trust).handler(desk::guard).handler(this::judgeTerms);
    router.get(CODE).handler(desk::guard).handler(c -> code(c, Typed.in(c)));
    router.post(CODE).handler(Pages::trust).handler(desk::guard).handler(this::chooseCode);
    router.get(CONTACT).handler(desk::guard).handler(c -> contact(c, Typed.in(c)));
    router.post(CONTACT).handler(Pages::trust).handler(desk::guard).handler(this::saveContact);
  }

  private void terms(RoutingContext context) {
    Page page = TermsText.page(Browser.of(context), TERMS, termsVersion);
    Pages.show(context, MemberDesk.own(context, page));
  }

  private void judgeTerms(RoutingContext context) {
    Member member = MemberDesk.member(context);
    if (Typed.in(context).maybe("terms", Typed.USUAL).equals("accept")) {
      Pages.after(
          context,
          desk.act(new AcceptTerms(member.token(), termsVersion)),
          reply -> Pages.lead(context, "/compte"));
      return;
    }
    Pages.after(
        context,
        members.leave(member.token()),
        left -> {
          Browser.of(context).forget(Browser.SESSION);
          Pages.show(context, TermsText.refused(Browser.of(context).words()));
        });
  }

  private static boolean changes(RoutingContext context) {
    return !MemberDesk.member(context).pending().contains(Step.NEW_CODE);
  }

  private static void code(RoutingContext context, Typed typed) {
    Pages.show(context, codePage(context, typed));
  }

  private static Page codePage(RoutingContext context, Typed typed) {
    return MemberDesk.own(
        context, CodeForm.page(Browser.of(context), typed, CODE, changes(context)));
  }

  private void chooseCode(RoutingContext context) {
    Typed typed = Typed.in(context);
    boolean change = changes(context);
    String current = change ? typed.text("current", Typed.CODE) : "";
    String code = CodeForm.read(typed);
    if (!typed.good()) {
      code(context, typed);
      return;
    }
    Pages.keep(context, () -> codePage(context, typed));
    if (change) {
      Pages.after(
          context,
          logIns.confirm(MemberDesk.member(context).insured(), current),
          refused -> {
            if (refused.isEmpty()) {
              choose(context, typed, code, true);
            } else {
              Words words = Browser.of(context).words();
              typed.tell("current", told.refused(words, refused.get()));
              code(context, typed);
            }
          });
    } else {
      choose(context, typed, code, false);
    }
  }

  private void choose(RoutingContext context, Typed typed, String code, boolean change) {
    ChooseCode act = new ChooseCode(MemberDesk.member(context).token(), code);
    Pages.after(context, desk.act(act), reply -> chosen(context, typed, change, reply));
  }

  private void chosen(RoutingContext context, Typed typed, boolean change, ActReply reply) {
    if (reply instanceof ActReply.Done) {
      if (change) {
        Pages.show(
            context, MemberDesk.page(context, "code.changed", Tone.SUCCESS).with(home(context)));
      } else {
        Pages.lead(context, "/compte");
      }
    } else if (reply instanceof ActReply.CodeRejected(CodeFault fault)) {
      CodeForm.tell(typed, fault);
      code(context, typed);
    } else {
      MemberDesk.over(context);
    }
  }

  private void contact(RoutingContext context, Typed typed) {
    Pages.after(
        context,
        members.contacts(MemberDesk.member(context)),
        known -> Pages.show(context, contactPage(context, typed, known)));
  }

  private static Page contactPage(RoutingContext context, Typed typed, Contacts known) {
    boolean first = MemberDesk.member(context).pending().contains(Step.CONTACT);
    Words words = Browser.of(context).words();
    List<Field> fields = new ArrayList<>();
    fields.add(typed.prefilled("mobile", Kind.PHONE, "tel", known.mobile().orElse("")));
    fields.add(typed.prefilled("landline", Kind.PHONE, "tel", known.landline().orElse("")));
    for (ConsentKind kind : ConsentKind.values()) {
      Optional<Boolean> before = Optional.ofNullable(known.answers().get(kind));
      fields.add(typed.yesOrNo(name(kind), before));
    }
    Page page =
        MemberDesk.page(context, "contact", Tone.QUESTION)
            .with(
                new Block.Form(
                    CONTACT,
                    fields,
                    List.of(new Block.Action("go", "1", words.get("contact.button"), true))));
    return first ? page.atStep(3) : page.with(home(context));
  }

  private void saveContact(RoutingContext context) {
    Typed typed = Typed.in(context);
    Optional<String> mobile = given(typed.maybe("mobile", Typed.USUAL));
    Optional<String> landline = given(typed.maybe("landline", Typed.USUAL));
    Words words = Browser.of(context).words();
    List<ConsentAnswer> answers =
        Stream.of(ConsentKind.values())
            .flatMap(kind -> answer(typed, words, kind).stream())
            .toList();
    if (!typed.good()) {
      contact(context, typed);
      return;
    }
    SaveContact act =
        new SaveContact(MemberDesk.member(context).token(), mobile, landline, answers);
    Pages.keep(context, () -> contactPage(context, typed, NOTHING));
    Pages.after(
        context,
        desk.act(act),
        reply -> {
          if (reply instanceof ActReply.Done) {
            Pages.lead(context, "/compte");
          } else if (reply instanceof ActReply.ContactRejected(ContactFault fault)) {
            tell(typed, fault);
            contact(context, typed);
          } else {
            MemberDesk.over(context);
          }
        });
  }

  private static void tell(Typed typed, ContactFault fault) {
    switch (fault) {
      case MOBILE -> typed.fault("mobile", "wrong.mobile", "wrong");
      case LANDLINE -> typed.fault("landline", "wrong.landline", "wrong");
      case NONE_GIVEN -> typed.fault("mobile", "none.mobile", "empty");
      case CONSENT_MISSING -> typed.fault(name(ConsentKind.EMAIL), "empty.consent", "empty");
    }
  }

  /// An answer with the wording that was shown (rule P2).
  private static Optional<ConsentAnswer> answer(Typed typed, Words words, ConsentKind kind) {
    String wording = words.get("label." + name(kind));
    return switch (typed.maybe(name(kind), Typed.USUAL)) {
      case "yes" -> Optional.of(new ConsentAnswer(kind, true, wording));
      case "no" -> Optional.of(new ConsentAnswer(kind, false, wording));
      case "" -> Optional.empty();
      default -> {
        typed.fault(name(kind), "wrong.consent", "wrong");
        yield Optional.empty();
      }
    };
  }

  private static String name(ConsentKind kind) {
    return "consent-" + kind.name();
  }

  private static Optional<String> given(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  static Block home(RoutingContext context) {
    String label = Browser.of(context).words().get("menu.back");
    return new Block.Links(List.of(new Block.Link("/compte", label, "")));
  }
}
