package kiosk.contract.fleet;

/// Pulls news.
///
/// @param after numbers above this one
/// @param most 1–50
public record ReadNews(long after, int most) {
  public ReadNews {
    if (most < 1 || most > 50) {
      throw new IllegalArgumentException("most out of range: " + most);
    }
  }
}
