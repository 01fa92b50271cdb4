package kiosk.server.mail;

import kiosk.contract.settings.Secret;

/// The mail server that takes our mails.
///
/// @param startTls whether it must offer STARTTLS, with a certificate for its name
/// @param user empty when it wants no log-in
/// @param from the sender's address
public record Relay(
    String host, int port, boolean startTls, String user, Secret password, String from) {

  String senderDomain() {
    return from.substring(from.lastIndexOf('@') + 1);
  }
}
