package kiosk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MailDomainTest {

  @ParameterizedTest
  @CsvSource({
    "gmial.com, gmail.com",
    "gmai.com, gmail.com",
    "gmaill.com, gmail.com",
    "gnail.com, gmail.com",
    "gmail.co, gmail.com",
    "gmail.con, gmail.com",
    "GMIAL.COM, gmail.com",
    "oragne.fr, orange.fr",
    "ornage.fr, orange.fr",
    "orange.f, orange.fr",
    "hotmial.fr, hotmail.fr",
    "laposte.ne, laposte.net",
    "fre.fr, free.fr",
    "outlok.fr, outlook.fr",
  })
  void aSlipOfTheFingerIsSeen(String typed, String meant) {
    assertThat(MailDomain.meant("quelqu.un@" + typed)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gmail.com",
        "mail.com",
        "gmx.fr",
        "exemple.test",
        "gmail.fr",
        "amgil.com",
        "liamg.com",
        "g.fr",
        "",
      })
  void whatIsKnownOrFarFromAllIsLeftAlone(String domain) {
    assertThat(MailDomain.meant("quelqu.un@" + domain)).isEmpty();
  }
}
