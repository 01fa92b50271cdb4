package kiosk.server.portal;

import java.util.ArrayList;
import java.util.List;
import kiosk.contract.act.ActReply.CodeFault;
import kiosk.server.accesscode.AccountCodeRules;
import kiosk.server.portal.Block.Field;
import kiosk.server.portal.Block.Kind;
import kiosk.server.portal.Page.Tone;

/// A new code is chosen and typed twice (rules C3, C4).
public final class CodeForm {

  private static final int STEP = 3;

  /// The form.
  ///
  /// @param change whether a code is replaced that works: it is asked for too
  public static Page page(Browser browser, Typed typed, String action, boolean change) {
    Words words = browser.words();
    List<Field> fields = new ArrayList<>();
    if (change) {
      fields.add(typed.field("current", Kind.SECRET, "current-password"));
    }
    fields.add(typed.field("new", Kind.SECRET, "new-password"));
    fields.add(typed.field("new2", Kind.SECRET, "new-password"));
    return Pages.guarded(browser, change ? "code.change" : "code", Tone.QUESTION)
        .atStep(change ? 0 : STEP)
        .with(
            new Block.Form(
                action,
                fields,
                List.of(new Block.Action("go", "1", words.get("code.button"), true))))
        .with(new Block.Text("", words.paragraphs("code.advice")));
  }

  /// Reads the new code, noting every fault that needs no knowledge of the person.
  public static String read(Typed typed) {
    String code = typed.text("new", Typed.CODE);
    String again = typed.text("new2", Typed.CODE);
    boolean digits = code.chars().allMatch(c -> c >= '0' && c <= '9');
    if (typed.good("new") && !digits) {
      AccountCodeRules.look(code)
          .ifPresent(fault -> typed.fault("new", "code." + fault.name(), "wrong"));
    }
    if (typed.good("new") && typed.good("new2") && !code.equals(again)) {
      typed.fault("new", "twice", "twice");
      typed.fault("new2", "twice", "twice");
    }
    return code;
  }

  /// Notes the fault that the account found.
  public static void tell(Typed typed, CodeFault fault) {
    typed.fault("new", "code." + fault.name(), "wrong");
  }

  private CodeForm() {}
}
