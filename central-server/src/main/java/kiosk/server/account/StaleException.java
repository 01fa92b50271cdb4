package kiosk.server.account;

/// What was prepared is out of date: another act came between. The same act may be tried again.
final class StaleException extends Exception {

  private static final long serialVersionUID = 1L;

  StaleException() {
    super("the account changed meanwhile", null, false, false);
  }
}
