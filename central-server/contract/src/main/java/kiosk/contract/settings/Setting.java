package kiosk.contract.settings;

/// One key of a module's configuration.
///
/// @param key lower-case words with dots
/// @param standard the value when nobody gives one
/// @param help one sentence for `--help` and the doctor
/// @param secret whether the value is hidden wherever it is shown
public record Setting(String key, String standard, String help, boolean secret) {

  public static Setting of(String key, String standard, String help) {
    return new Setting(key, standard, help, false);
  }

  public static Setting ofSecret(String key, String help) {
    return new Setting(key, "", help, true);
  }
}
