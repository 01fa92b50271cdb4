package kiosk.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Telephone numbers as people type them.
final class PhonesTest {

  @ParameterizedTest
  @CsvSource({
    "06 12 34 56 78, +33612345678",
    "07.12.34.56.78, +33712345678",
    "+33 6 12 34 56 78, +33612345678",
    "+33 (0)6 12 34 56 78, +33612345678",
    "0033612345678, +33612345678",
    "06 92 12 34 56, +262692123456",
    "+49 151 23456789, +4915123456789"
  })
  void p1_aMobileNumberBecomesE164(String typed, String kept) {
    assertThat(Phones.mobile(typed)).contains(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "01 23 45 67 89, +33123456789",
    "+33 9 12 34 56 78, +33912345678",
    "05 90 12 34 56, +590590123456"
  })
  void p1_aLandlineBecomesE164(String typed, String kept) {
    assertThat(Phones.landline(typed)).contains(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "0612",
    "061234567890",
    "01 23 45 67 89",
    "06 12 34 56 7a",
    "+33 1 23 45 67 89",
    "+3361234567",
    "+0123456789",
    "+1234567890123456",
    "'06 12 34 56 78;06'"
  })
  void p1_whatIsNoMobileNumberIsRefused(String typed) {
    assertThat(Phones.mobile(typed)).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({"06 12 34 56 78", "08 12 34 56 78", "00"})
  void p1_whatIsNoLandlineIsRefused(String typed) {
    assertThat(Phones.landline(typed)).isEqualTo(Optional.empty());
  }
}
