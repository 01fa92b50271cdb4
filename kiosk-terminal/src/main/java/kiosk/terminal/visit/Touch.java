package kiosk.terminal.visit;

/// What a person does on the screen or on a keyboard. Pure values; made by the screen's door.
public sealed interface Touch {

  /// A button of the screen, by its action.
  record Press(Action action) implements Touch {}

  /// A character of the keypad or keyboard.
  ///
  /// @param codePoint printable
  record Key(int codePoint) implements Touch {
    /// Nothing of the code.
    @Override
    public String toString() {
      return "Key";
    }
  }

  /// The last character is taken back.
  record Erase() implements Touch {}

  /// All typed characters are taken back.
  record EraseAll() implements Touch {}

  /// Language, layout or contrast.
  record Choose(Frame.Appearance appearance) implements Touch {}

  /// A service of the menu or of the idle screen.
  record Open(ScreenModel.Service service) implements Touch {}

  /// Anything else that shows somebody is there.
  record Presence() implements Touch {}

  /// The actions of all screens.
  enum Action {
    /// The verb of this screen: send the code, print, accept, go on.
    PROCEED,
    /// The other choice: refuse, no, skip.
    DECLINE,
    /// "My code has letters", and back to digits.
    LETTERS,
    /// "I have forgotten my code".
    FORGOTTEN,
    /// Next or previous page of the terms.
    NEXT_PAGE,
    PREVIOUS_PAGE,
    /// Large print on or off.
    LARGE_PRINT,
    /// The slip that says what to do when a mail does not come.
    SLIP,
    STOP,
    HELP,
    BACK
  }
}
