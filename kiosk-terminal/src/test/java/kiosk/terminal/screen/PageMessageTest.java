package kiosk.terminal.screen;

import static org.assertj.core.api.Assertions.assertThat;

import kiosk.terminal.visit.Frame;
import kiosk.terminal.visit.ScreenModel.Service;
import kiosk.terminal.visit.Touch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageMessageTest {

  @Test
  void everyMessageOfThePageIsATouch() {
    assertRead("{'t':'press','action':'PROCEED','n':7}", new Touch.Press(Touch.Action.PROCEED));
    assertRead("{'t':'key','c':'5'}", new Touch.Key('5'));
    assertRead("{'t':'key','c':'é'}", new Touch.Key('é'));
    assertRead("{'t':'erase'}", new Touch.Erase());
    assertRead("{'t':'eraseAll'}", new Touch.EraseAll());
    assertRead("{'t':'open','service':'EMAIL'}", new Touch.Open(Service.EMAIL));
    assertRead(
        "{'t':'choose','language':'en','low':true,'contrast':false}",
        new Touch.Choose(new Frame.Appearance("en", true, false)));
    assertRead("{'t':'presence'}", new Touch.Presence());
  }

  @Test
  void theNumberOfTheFrameThatWasSeenIsKept() {
    assertThat(PageMessage.read("{\"t\":\"presence\",\"n\":41}").orElseThrow().seen())
        .isEqualTo(41);
    assertThat(PageMessage.read("{\"t\":\"presence\"}").orElseThrow().seen()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "[]",
        "null",
        "{}",
        "{'t':null}",
        "{'t':5}",
        "{'t':'shutdown'}",
        "{'t':'press'}",
        "{'t':'press','action':'FORMAT'}",
        "{'t':'press','action':5}",
        "{'t':'press','action':'PROCEED','more':1}",
        "{'t':'press','action':'PROCEED','n':'7'}",
        "{'t':'press','action':'PROCEED','n':1e99}",
        "{'t':'key'}",
        "{'t':'key','c':''}",
        "{'t':'key','c':'55'}",
        "{'t':'key','c':' '}",
        "{'t':'key','c':'\\u0000'}",
        "{'t':'key','c':'\\n'}",
        "{'t':'key','c':'\\u00ad'}",
        "{'t':'key','c':'\\u202e'}",
        "{'t':'key','c':'\\ud83d'}",
        "{'t':'key','c':'\\ud83d\\ude00'}",
        "{'t':'open','service':'EVERYTHING'}",
        "{'t':'choose','language':'xx','low':true,'contrast':false}",
        "{'t':'choose','language':'fr','low':'yes','contrast':false}",
        "{'t':'choose','language':'fr','low':null,'contrast':false}",
        "{'t':'presence'"
      })
  void anythingElseIsNone(String text) {
    assertThat(PageMessage.read(text.replace('\'', '"'))).isEmpty();
  }

  @Test
  void aLongMessageIsNotEvenParsed() {
    assertThat(PageMessage.read(" ".repeat(300) + "{\"t\":\"presence\"}")).isEmpty();
  }

  private static void assertRead(String text, Touch touch) {
    assertThat(PageMessage.read(text.replace('\'', '"')).orElseThrow().touch()).isEqualTo(touch);
  }
}
