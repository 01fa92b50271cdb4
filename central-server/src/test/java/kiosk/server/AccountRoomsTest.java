package kiosk.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import kiosk.contract.settings.Settings;
import kiosk.server.accesscode.CodeLimits;
import kiosk.server.config.ServerConfig;
import org.junit.jupiter.api.Test;

/// The figures that the rooms are given are those of the settings.
final class AccountRoomsTest {

  @Test
  void withoutSettingsTheFiguresAreTheRules() {
    assertThat(AccountRooms.limits(config(Map.of()))).isEqualTo(CodeLimits.STANDARD);
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
                Duration.ofDays(3),
                Duration.ofMinutes(12),
                4,
                6,
                Duration.ofSeconds(90),
                11,
                26));
  }

  private static ServerConfig config(Map<String, String> given) {
    return ServerConfig.of(new Settings(ServerConfig.SETTINGS, given));
  }
}
