package kiosk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules I1 to I4. The keys are worked out by hand: 97 − (number mod 97).
final class NirTest {

  @ParameterizedTest
  @CsvSource({
    // The public example of the INSEE.
    "2550814168025, 38",
    // 2A counts as 19, 2B as 18.
    "185052A004028, 54",
    "185052B004028, 81",
  })
  void ruleI1TheKeyCompletesTheNumber(String number, int key) {
    assertThat(new Nir(number).key()).isEqualTo(key);
    assertThat(new Nir(number).withKey()).isEqualTo(number + "%02d".formatted(key));
  }

  @Test
  void ruleI1ThirteenOrFifteenCharactersAreReadWithSpacesAndDots() {
    Optional<Nir> nir = Optional.of(new Nir("2550814168025"));
    assertThat(Nir.parse("2550814168025")).isEqualTo(nir);
    assertThat(Nir.parse("2 55 08 14 168 025 38")).isEqualTo(nir);
    assertThat(Nir.parse("2.55.08.14.168.025")).isEqualTo(nir);
    assertThat(Nir.parse("1 85 05 2a 004 028")).isEqualTo(Optional.of(new Nir("185052A004028")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "255081416802",
        "25508141680253",
        "255081416802539",
        "255081416802538 0",
        "25508141680A5",
        "185053A004028",
        "185052C004028",
        "２550814168025",
        "2550814168025\n38x"
      })
  void ruleI1AnythingElseIsNoNumber(String text) {
    assertThat(Nir.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1850599123456",
        "1859799123456",
        "2982097412345",
        "1853197112345",
        "1855097112345",
        "1859999999999",
        "2000000000000"
      })
  void ruleI2NumbersFromAbroadAndOfUnknownMonthsAreLegal(String number) {
    assertThat(Nir.parse(number)).isPresent();
    assertThat(Nir.parse(new Nir(number).withKey())).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, false", "3, true", "4, true", "7, true", "8, true"})
  void ruleI3ATemporaryNumberIsKnownByItsFirstDigit(String first, boolean temporary) {
    assertThat(new Nir(first + "550814168025").temporary()).isEqualTo(temporary);
  }

  @Test
  void ruleI4TheMaskLeavesTwoCharactersAtEachEndAndTextNone() {
    assertThat(new Nir("2550814168025").masked()).isEqualTo("25•••••••••25");
    assertThat(new Nir("2550814168025").toString()).doesNotContainPattern("[0-9]");
  }
}
