package kiosk.server.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The grammar of RFC 5321 by cases, and the kiosk's policy on top of it.
final class MailboxTest {

  private static final Path CASES = Path.of("src/test/resources/email/mailboxes.txt");
  private static final Pattern LINE = Pattern.compile("(valid|invalid) +(\\S+) <(.*)>");
  private static final Pattern REPEAT = Pattern.compile("(.)\\{(\\d+)}");

  record Case(boolean valid, String section, String written) {

    String address() {
      String repeated =
          REPEAT.matcher(written).replaceAll(m -> m.group(1).repeat(Integer.parseInt(m.group(2))));
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < repeated.length(); i++) {
        char c = repeated.charAt(i);
        text.append(c == '\\' ? control(repeated.charAt(++i)) : c);
      }
      return text.toString();
    }

    private static char control(char name) {
      return switch (name) {
        case 'r' -> '\r';
        case 'n' -> '\n';
        case 't' -> '\t';
        case '0' -> 0;
        default -> name;
      };
    }
  }

  static Stream<Case> cases() throws IOException {
    return Files.readAllLines(CASES).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(
            line -> {
              Matcher m = LINE.matcher(line);
              assertThat(m.matches()).as(line).isTrue();
              return new Case(m.group(1).equals("valid"), m.group(2), m.group(3));
            });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyCaseIsReadAsRfc5321Says(Case given) {
    assertThat(Mailbox.parse(given.address()).isPresent()).isEqualTo(given.valid());
  }

  @Test
  void whatIsReadIsWhatWasTyped() {
    Mailbox mailbox = Mailbox.parse("\"a@b\"@[IPv6:::1]").orElseThrow();
    assertThat(mailbox.localPart()).isEqualTo("\"a@b\"");
    assertThat(mailbox.domain()).isEqualTo("[IPv6:::1]");
    assertThat(mailbox.address()).isEqualTo("\"a@b\"@[IPv6:::1]");
  }

  @Test
  void noTextHangsCrashesOrBringsALineEnd() {
    Random random = new Random(5321);
    String alphabet = "ab1.@\"\\[]:-_ \r\n\t\0é<>(),;IPv6:255";
    for (int i = 0; i < 1_000_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(24); n > 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      Mailbox.parse(text.toString())
          .ifPresent(m -> assertThat(m.address()).isEqualTo(text.toString()).matches("[ -~]+"));
    }
  }

  @Test
  void e1_thePolicyWantsADotAndNoQuotesOrLiterals() {
    EmailPolicy policy = EmailPolicy.STANDARD;
    assertThat(policy.read("anne@exemple.test")).isPresent();
    assertThat(policy.read("anne@exemple")).isEmpty();
    assertThat(policy.read("anne@exemple.123")).isEmpty();
    assertThat(policy.read("\"anne\"@exemple.test")).isEmpty();
    assertThat(policy.read("anne@[1.2.3.4]")).isEmpty();
    assertThat(policy.read("anne@exemple.test\r\n")).isEmpty();
  }

  @Test
  void e1_addressesAreComparedInLowerCaseAndWithoutTagOnlyWhenConfigured() {
    String typed = "Anne+Caisse@Exemple.Test";
    assertThat(EmailPolicy.STANDARD.read(typed).orElseThrow().key())
        .isEqualTo("anne+caisse@exemple.test");
    assertThat(new EmailPolicy(true, 3, 5, 7, 21).read(typed).orElseThrow().key())
        .isEqualTo("anne@exemple.test");
    assertThat(new EmailPolicy(true, 3, 5, 7, 21).read("+x@exemple.test").orElseThrow().key())
        .isEqualTo("+x@exemple.test");
  }

  @Test
  void c7_anAddressIsMasked() {
    assertThat(EmailAddress.mask("jeanne@domaine.fr")).isEqualTo("j•••e@d•••.fr");
    assertThat(EmailAddress.mask("jo@domaine.co.fr")).isEqualTo("j•••@d•••.fr");
  }
}
