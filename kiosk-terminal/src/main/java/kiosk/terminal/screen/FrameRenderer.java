package kiosk.terminal.screen;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import kiosk.terminal.language.Messages;
import kiosk.terminal.visit.Frame;
import kiosk.terminal.visit.ScreenModel;
import kiosk.terminal.visit.ScreenModel.CardRefused;
import kiosk.terminal.visit.ScreenModel.ChooseCode;
import kiosk.terminal.visit.ScreenModel.ChooseMonth;
import kiosk.terminal.visit.ScreenModel.CodeBlocked;
import kiosk.terminal.visit.ScreenModel.CodeWait;
import kiosk.terminal.visit.ScreenModel.ConfirmPrint;
import kiosk.terminal.visit.ScreenModel.Consent;
import kiosk.terminal.visit.ScreenModel.EmailSent;
import kiosk.terminal.visit.ScreenModel.EmailWaiting;
import kiosk.terminal.visit.ScreenModel.EnterCode;
import kiosk.terminal.visit.ScreenModel.EnterEmail;
import kiosk.terminal.visit.ScreenModel.EnterMailedCode;
import kiosk.terminal.visit.ScreenModel.EnterPhone;
import kiosk.terminal.visit.ScreenModel.Failed;
import kiosk.terminal.visit.ScreenModel.ForgottenCode;
import kiosk.terminal.visit.ScreenModel.Goodbye;
import kiosk.terminal.visit.ScreenModel.Help;
import kiosk.terminal.visit.ScreenModel.Idle;
import kiosk.terminal.visit.ScreenModel.Menu;
import kiosk.terminal.visit.ScreenModel.OutOfService;
import kiosk.terminal.visit.ScreenModel.PrintFailed;
import kiosk.terminal.visit.ScreenModel.StillThere;
import kiosk.terminal.visit.ScreenModel.TakeCard;
import kiosk.terminal.visit.ScreenModel.TakeTicket;
import kiosk.terminal.visit.ScreenModel.Terms;
import kiosk.terminal.visit.ScreenModel.Working;

/// Turns frames into HTML: `screen/NAME.jte` for the record NAME, inside `screen/frame.jte`.
/// Immutable; may be used from any thread.
final class FrameRenderer {

  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Map<String, Say> languages;

  FrameRenderer(Clock clock) {
    this.languages =
        Messages.LANGUAGES.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    language -> language,
                    language -> new Say(Messages.load("screen", language), clock)));
    // Loaded now, not in front of the first person; a screen without template stops the start.
    for (Class<?> screen : ScreenModel.class.getPermittedSubclasses()) {
      templates.prepareForRendering("screen/" + screen.getSimpleName() + ".jte");
    }
  }

  /// The page that frames are pushed into; it holds nothing of anybody.
  String page() {
    StringOutput html = new StringOutput();
    templates.render("screen/page.jte", Map.of("languages", Messages.LANGUAGES), html);
    return html.toString();
  }

  /// The three zones of a frame.
  ///
  /// @throws IllegalArgumentException when the language is none of [Messages#LANGUAGES]
  String zones(Frame frame) {
    Say standard = languages.get(frame.appearance().language());
    if (standard == null) {
      throw new IllegalArgumentException("unknown language");
    }
    Say say = standard.with(frame.figures());
    String name = "screen/" + name(frame.screen()) + ".jte";
    Content question =
        output -> templates.render(name, Map.of("screen", frame.screen(), "say", say), output);
    StringOutput html = new StringOutput();
    templates.render(
        "screen/frame.jte", Map.of("frame", frame, "say", say, "question", question), html);
    return html.toString();
  }

  /// A screen's name: its record's.
  static String name(ScreenModel screen) {
    return screen.getClass().getSimpleName();
  }

  /// Names what is asked: frames of the same question differ only in what was typed or passed.
  static String question(ScreenModel screen) {
    return switch (screen) {
      case Terms terms -> name(screen) + "-" + terms.page();
      case Consent consent -> name(screen) + "-" + consent.number();
      case ChooseCode choose -> name(screen) + "-" + choose.again();
      case EnterEmail email -> name(screen) + "-" + email.again();
      case EnterPhone phone -> name(screen) + "-" + phone.kind();
      case EnterCode code -> name(screen) + "-" + code.letters();
      case Idle _, OutOfService _, Working _, CardRefused _, CodeWait _, CodeBlocked _ ->
          name(screen);
      case ForgottenCode _, EnterMailedCode _, EmailWaiting _ -> name(screen);
      case EmailSent _, Menu _, ConfirmPrint _, TakeTicket _, PrintFailed _, Failed _ ->
          name(screen);
      case ChooseMonth _, Help _, StillThere _, TakeCard _, Goodbye _ -> name(screen);
    };
  }
}
