package kiosk.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import kiosk.contract.settings.Settings;
import kiosk.server.accesscode.CodeLimits;
import kiosk.server.config.ServerConfig;
import kiosk.server.email.EmailPolicy;
import org.junit.jupiter.api.Test;

/// The figures that the rooms are given are those of the settings.
final class AccountRoomsTest {

  @Test
  void withoutSettingsTheFiguresAreTheRules() {
    assertThat(AccountRooms.limits(config(Map.of()))).isEqualTo(CodeLimits.STANDARD);
    assertThat(AccountRooms.policy(config(Map.of()))).isEqualTo(EmailPolicy.STANDARD);
  }

  @Test
  void everyFigureOfACodeIsItsSettings() {
    ServerConfig config =
        config(
            Map.of(
                "code.desk-days", "3",
                "code.mailed-minutes", "12",
                "code.provisional-tries", "4",
                "code.tries-before-wait", "6",
                "code.first-wait", "90s",
                "code.tries-in-row", "11",
                "code.tries-in-day", "26"));
    assertThat(AccountRooms.limits(config))
        .isEqualTo(
            new CodeLimits(
                Duration.ofDays(3), Duration.ofMinutes(12), 4, 6, Duration.ofSeconds(90), 11, 26));
  }

  @Test
  void everyFigureOfAnAddressIsItsSettings() {
    ServerConfig config =
        config(
            Map.of(
                "email.drop-plus-tag", "yes",
                "email.checks-a-session", "4",
                "email.mails-an-hour", "6",
                "email.link-days", "8",
                "email.kept-days", "9"));
    assertThat(AccountRooms.policy(config)).isEqualTo(new EmailPolicy(true, 4, 6, 8, 9));
  }

  private static ServerConfig config(Map<String, String> given) {
    return ServerConfig.of(new Settings(ServerConfig.SETTINGS, given));
  }
}
