package kiosk.terminal.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kiosk.contract.act.ActReply.EmailLink;
import kiosk.contract.fleet.Figures;
import kiosk.terminal.language.Messages;
import kiosk.terminal.visit.Frame;
import kiosk.terminal.visit.ScreenModel;
import kiosk.terminal.visit.ScreenModel.CodeBlock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The figures of the rules are the server's settings: a screen says what the server told.
class SaidFiguresTest {

  static final List<String> LANGUAGES = Messages.LANGUAGES;

  private static final Figures OTHERS = new Figures(61, 62, 63, 64, 65);
  private static final Pattern SPAN =
      Pattern.compile("[0-9]+[ \\u00a0](jours|days|mois|months|minutes)");
  private static final Pattern NAME = Pattern.compile("%([a-zA-Z]+)");

  static Stream<Arguments> screens() {
    return Stream.of(
        Arguments.of(new ScreenModel.CodeBlocked(CodeBlock.EXPIRED, false), 61),
        Arguments.of(new ScreenModel.ForgottenCode(Optional.empty()), 62),
        Arguments.of(mailed(Optional.empty()), 62),
        Arguments.of(mailed(Optional.of("j•••e@d•••.fr")), 62),
        Arguments.of(new ScreenModel.Help("EnterMailedCode"), 62),
        Arguments.of(waiting(EmailLink.ACTIVE), 63),
        Arguments.of(waiting(EmailLink.INACTIVE), 63),
        Arguments.of(new ScreenModel.EmailSent("j•••e@d•••.fr", false), 63),
        Arguments.of(waiting(EmailLink.FORGOTTEN), 64),
        Arguments.of(new ScreenModel.Help("ChooseMonth"), 65));
  }

  private static ScreenModel mailed(Optional<String> sentTo) {
    return new ScreenModel.EnterMailedCode(0, sentTo, Optional.empty());
  }

  private static ScreenModel waiting(EmailLink link) {
    return new ScreenModel.EmailWaiting(link, Optional.of("j•••e@d•••.fr"));
  }

  @ParameterizedTest
  @MethodSource("screens")
  void aScreenSaysTheFigureThatTheServerTold(ScreenModel screen, int figure) {
    FrameRenderer renderer = new FrameRenderer(Clock.systemUTC());
    for (String language : Messages.LANGUAGES) {
      Frame frame =
          new Frame(
              screen,
              new Frame.Appearance(language, false, false),
              Optional.empty(),
              true,
              true,
              OTHERS);
      String html = renderer.zones(frame);
      assertThat(SPAN.matcher(html).results().map(found -> found.group().split("\\D", 2)[0]))
          .as(language)
          .contains(String.valueOf(figure))
          .isSubsetOf("61", "62", "63", "64", "65");
      assertThat(NAME.matcher(html).find()).as(language).isFalse();
    }
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void noSentenceStatesSuchAFigureItself(String language) {
    List<String> names =
        Arrays.stream(Figures.class.getRecordComponents()).map(figure -> figure.getName()).toList();
    Messages sentences = Messages.load("screen", language);
    for (String key : sentences.keys()) {
      String sentence = sentences.text(key);
      assertThat(SPAN.matcher(sentence).find()).as(key).isFalse();
      assertThat(NAME.matcher(sentence).results().map(found -> found.group(1)))
          .as(key)
          .isSubsetOf(names);
    }
  }
}
