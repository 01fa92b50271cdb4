package kiosk.server.portal.account;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kiosk.contract.MailDomain;
import kiosk.contract.act.ActContent.EnterEmail;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.ActReply.EmailFault;
import kiosk.contract.act.ActReply.Step;
import kiosk.server.email.EmailAddress;
import kiosk.server.email.EmailDesk.Waiting;
import kiosk.server.email.EmailPolicy;
import kiosk.server.online.Member;
import kiosk.server.online.OnlineLogIn;
import kiosk.server.portal.Block;
import kiosk.server.portal.Block.Field;
import kiosk.server.portal.Block.Kind;
import kiosk.server.portal.Browser;
import kiosk.server.portal.Page;
import kiosk.server.portal.Page.Tone;
import kiosk.server.portal.Pages;
import kiosk.server.portal.Told;
import kiosk.server.portal.Typed;
import kiosk.server.portal.Words;
import kiosk.server.web.Routes;

/// The address: given (E1), sent again while its link is valid and after (E7, E8), forgotten later
/// (E7), changed with the code typed again (E3). Giving it ends the session (E4). A domain that
/// looks like a slip of the finger is asked about once and never corrected.
public final class AddressPages implements Routes {

  private static final String PATH = MemberDesk.path(Step.EMAIL);
  private static final int LONGEST = 254;

  private final MemberDesk desk;
  private final OnlineLogIn logIns;
  private final EmailPolicy policy;
  private final Told told;

  public AddressPages(
      MemberDesk desk, OnlineLogIn logIns, EmailPolicy policy, InstantSource clock) {
    this.desk = desk;
    this.logIns = logIns;
    this.policy = policy;
    this.told = new Told(clock);
  }

  @Override
  public void mount(Router router) {
    router.get(PATH).handler(desk::guard).handler(c -> show(c, Typed.in(c)));
    router.post(PATH).handler(Pages::trust).handler(desk::guard).handler(this::take);
  }

  private void show(RoutingContext context, Typed typed) {
    Pages.show(context, page(context, typed));
  }

  private Page page(RoutingContext context, Typed typed) {
    Member member = MemberDesk.member(context);
    Words words = Browser.of(context).words();
    Page page =
        MemberDesk.page(
                context, subject(member), Tone.QUESTION, policy.linkDays(), policy.keptDays())
            .atStep(3);
    if (member.email().isPresent()) {
      page = page.saying(words.get("address.now", EmailAddress.mask(member.email().get())));
    }
    Optional<String> waiting = member.waiting().flatMap(Waiting::address);
    if (waiting.isPresent()) {
      String masked = EmailAddress.mask(waiting.get());
      page =
          page.saying(words.get("address.waiting", masked))
              .with(
                  new Block.Form(
                      PATH,
                      List.of(),
                      List.of(new Block.Action("go", "same", words.get("address.same"), true))));
    }
    return page.with(form(words, typed, member)).with(advice(words));
  }

  private static String subject(Member member) {
    if (member.email().isPresent()) {
      return "address.change";
    }
    return member
        .waiting()
        .map(
            waiting ->
                switch (waiting.link()) {
                  case INACTIVE -> "address.inactive";
                  case FORGOTTEN -> "address.forgotten";
                  case VALID, USED, OLDER -> "address.sent";
                })
        .orElse("address");
  }

  private static Block form(Words words, Typed typed, Member member) {
    List<Field> fields = new ArrayList<>();
    fields.add(typed.field("email", Kind.EMAIL, "email"));
    fields.add(typed.field("email2", Kind.EMAIL, "email"));
    fields.add(typed.hidden("sure", typed.maybe("email", LONGEST)));
    if (member.email().isPresent()) {
      fields.add(typed.field("current", Kind.SECRET, "current-password"));
    }
    boolean only = member.waiting().flatMap(Waiting::address).isEmpty();
    return new Block.Form(
        PATH, fields, List.of(new Block.Action("go", "new", words.get("address.button"), only)));
  }

  private static Block advice(Words words) {
    return new Block.Text(words.get("address.why.title"), words.paragraphs("address.why"));
  }

  private void take(RoutingContext context) {
    Typed typed = Typed.in(context);
    Member member = MemberDesk.member(context);
    Optional<String> waiting = member.waiting().flatMap(Waiting::address);
    if (typed.maybe("go", Typed.USUAL).equals("same") && waiting.isPresent()) {
      enter(context, typed, waiting.get());
      return;
    }
    boolean change = member.email().isPresent();
    String address = read(context, typed);
    String current = change ? typed.text("current", Typed.CODE) : "";
    if (!typed.good()) {
      show(context, typed);
      return;
    }
    Pages.keep(context, () -> page(context, typed));
    if (change) {
      Pages.after(
          context,
          logIns.confirm(member.insured(), current),
          refused -> {
            if (refused.isEmpty()) {
              enter(context, typed, address);
            } else {
              Words words = Browser.of(context).words();
              typed.tell("current", told.refused(words, refused.get()));
              show(context, typed);
            }
          });
    } else {
      enter(context, typed, address);
    }
  }

  /// The address, with the fault of each of its fields noted.
  private String read(RoutingContext context, Typed typed) {
    String address = typed.text("email", LONGEST);
    String again = typed.text("email2", LONGEST);
    if (typed.good("email") && policy.read(address).isEmpty()) {
      typed.fault("email", "email.MALFORMED", "wrong");
    }
    if (typed.good("email") && !typed.maybe("sure", LONGEST).equals(address)) {
      MailDomain.meant(address)
          .ifPresent(
              meant -> typed.tell("email", Browser.of(context).words().get("email.meant", meant)));
    }
    if (typed.good("email2") && !address.equalsIgnoreCase(again)) {
      typed.fault("email2", "twice", "twice");
    }
    return address;
  }

  private void enter(RoutingContext context, Typed typed, String address) {
    EnterEmail act = new EnterEmail(MemberDesk.member(context).token(), address);
    Pages.after(
        context,
        desk.act(act),
        reply -> {
          if (reply instanceof ActReply.EmailEntered) {
            Browser.of(context).forget(Browser.SESSION);
            Pages.lead(context, "/validation-de-mon-email");
          } else if (reply instanceof ActReply.EmailRejected(EmailFault fault)) {
            typed.fault("email", "email." + fault.name(), "wrong");
            show(context, typed);
          } else {
            MemberDesk.over(context);
          }
        });
  }
}
