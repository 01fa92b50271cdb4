package kiosk.server.accesscode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import kiosk.contract.Nir;
import kiosk.contract.act.ActReply.CodeFault;
import kiosk.server.accesscode.AccountCodeRules.Fault;
import org.junit.jupiter.api.Test;

/// What an account code may be.
final class AccountCodeRulesTest {

  private static final Nir NIR = new Nir("2840344109528");
  private static final String BORN = "19840317";

  @Test
  void c3_theLookOfACode() {
    assertThat(AccountCodeRules.look("Abcdef7")).contains(Fault.LENGTH);
    assertThat(AccountCodeRules.look("Abcdefg7")).isEmpty();
    assertThat(AccountCodeRules.look("Ab7" + "c".repeat(47))).isEmpty();
    assertThat(AccountCodeRules.look("Ab7" + "c".repeat(48))).contains(Fault.LENGTH);
    assertThat(AccountCodeRules.look("ABCDEFG7")).contains(Fault.NO_LOWER_CASE);
    assertThat(AccountCodeRules.look("abcdefg7")).contains(Fault.NO_UPPER_CASE);
    assertThat(AccountCodeRules.look("Abcdefgh")).contains(Fault.NO_DIGIT_OR_SPECIAL);
    assertThat(AccountCodeRules.look("Abcdefg!")).isEmpty();
    assertThat(AccountCodeRules.look("Éàèùçß$¤")).as("Latin-1").isEmpty();
  }

  @Test
  void c3_onlyPrintableLatin1WithoutSpaces() {
    for (String bad :
        List.of(" ", "\t", "\u00a0", "\u00ad", "\u0085", "€", "œ", "я", "😀", "\u202e")) {
      assertThat(AccountCodeRules.look("Abcdef7" + bad)).contains(Fault.CHARACTER);
    }
  }

  @Test
  void c3_notThePersonsNumberNorBirthDateNorAPartOfEither() {
    for (String personal :
        List.of(
            "x2840Yzab",
            "Marie1984!",
            "Marie1703!",
            "Mer17031984",
            "Mer17/03/84",
            "Mer840317",
            "Ab109528cd",
            "Ab17-03-1984")) {
      assertThat(AccountCodeRules.check(personal, NIR, BORN))
          .as(personal)
          .contains(CodeFault.PERSONAL);
    }
    assertThat(AccountCodeRules.check("Marie!1990-été", NIR, BORN)).isEmpty();
    assertThat(NewCodeRules.checkEither("12345678", NIR, BORN)).contains(CodeFault.RUN);
    assertThat(NewCodeRules.checkEither("Marie!1990", NIR, BORN)).isEqualTo(Optional.empty());
  }
}
