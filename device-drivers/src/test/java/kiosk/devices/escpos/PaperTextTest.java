package kiosk.devices.escpos;

import static org.assertj.core.api.Assertions.assertThat;

import kiosk.devices.link.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaperTextTest {

  /// Windows-1252: é E9, œ 9C, Œ 8C, Ÿ 9F, ’ 92, … 85, € 80.
  @Test
  void frenchIsWrittenExactly() {
    assertThat(PaperText.encode("éœŒŸ’…€")).isEqualTo(Bytes.ofHex("e9 9c 8c 9f 92 85 80"));
  }

  @ParameterizedTest
  @CsvSource({
    "Łukasz Dvořák, Lukasz Dvorák",
    "Nguyễn Thị Ánh, Nguyen Thi Ánh",
    "Şebnem Yıldız, Sebnem Yildiz",
    "Đặng, Dang",
    "Ștefan Țepeș, Stefan Tepes",
    "Иванов, ??????"
  })
  void aNameFromAbroadStaysReadable(String name, String onPaper) {
    assertThat(PaperText.fit(name)).isEqualTo(onPaper);
  }

  @ParameterizedTest
  @CsvSource({
    "Cœur d’été à 12 €, Coeur d'ete a 12 EUR",
    "« N° 3 » – Œuvre…, \" No 3 \" - OEuvre...",
    "Łukasz Dvořák, Lukasz Dvorak"
  })
  void withoutThePageEveryWordIsStillReadable(String text, String onPaper) {
    assertThat(PaperText.plain(text)).isEqualTo(onPaper);
  }

  @Test
  void noCommandCanBeSmuggledInThroughAName() {
    assertThat(PaperText.fit("A\u001B@\u0010\u0004\u0001B\u007F\u0085")).isEqualTo("A@B");
  }

  @Test
  void aLetterMadeOfTwoIsOneColumn() {
    assertThat(PaperText.fit("e\u0301")).isEqualTo("é");
  }
}
