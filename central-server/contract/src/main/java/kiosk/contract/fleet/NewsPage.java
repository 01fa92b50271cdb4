package kiosk.contract.fleet;

import java.util.List;

/// A bounded part of the news for one kiosk.
///
/// @param items by number, upwards
/// @param more whether there are others after the last
public record NewsPage(List<NewsItem> items, boolean more) {
  public NewsPage {
    items = List.copyOf(items);
  }
}
