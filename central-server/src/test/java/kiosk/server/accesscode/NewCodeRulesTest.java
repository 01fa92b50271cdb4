package kiosk.server.accesscode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import kiosk.contract.Nir;
import kiosk.contract.act.ActReply.CodeFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which numeric codes a person may choose.
final class NewCodeRulesTest {

  private static final Nir NIR = new Nir("2840344109528");
  private static final String BIRTH = "19840317";

  @ParameterizedTest
  @CsvSource({
    "7305962,LENGTH",
    "73059628460591,LENGTH",
    "7305962a,NOT_DIGITS",
    "73059６28,NOT_DIGITS",
    "12345678,RUN",
    "78901234,RUN",
    "87654321,RUN",
    "10987654,RUN",
    "11111111,REPEAT",
    "121212121,REPEAT",
    "73927392,REPEAT",
    "73095284,PERSONAL", // 0952 of the NIR
    "59621703,PERSONAL", // the day and month of birth
    "59620317,PERSONAL", // the month and day
    "19845962,PERSONAL", // the year
    "59628403,PERSONAL", // the year in two digits and the month
    "95170384,PERSONAL"
  })
  void c4_aWeakCodeIsRefusedForItsFirstFault(String code, CodeFault fault) {
    assertThat(NewCodeRules.check(code, NIR, BIRTH)).contains(fault);
  }

  @ParameterizedTest
  @CsvSource({"73059628", "7305962846059", "12345679", "11112222"})
  void c4_eightToThirteenOtherDigitsAreTaken(String code) {
    assertThat(NewCodeRules.check(code, NIR, BIRTH)).isEmpty();
  }

  @Test
  void i2_anImpossibleBirthDateIsNoTrouble() {
    assertThat(NewCodeRules.check("73059628", NIR, "19846200")).isEqualTo(Optional.empty());
    assertThat(NewCodeRules.check("73059628", NIR, "01010101")).isEqualTo(Optional.empty());
    assertThat(NewCodeRules.check("73059628", NIR, "")).isEqualTo(Optional.empty());
  }

  @Test
  void c4_theLettersOfACorsicanNumberAreNoDigits() {
    assertThat(NewCodeRules.check("73905962", new Nir("184032A109528"), BIRTH)).isEmpty();
  }
}
