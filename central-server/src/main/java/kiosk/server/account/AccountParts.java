package kiosk.server.account;

import java.time.InstantSource;
import kiosk.server.accesscode.CodeHasher;
import kiosk.server.accesscode.CodeLimits;
import kiosk.server.attestation.DocumentOffice;
import kiosk.server.audit.AuditTrail;
import kiosk.server.database.Database;
import kiosk.server.email.EmailDesk;
import kiosk.server.email.EmailPolicy;
import kiosk.server.insured.Registry;

/// What the account is built upon.
///
/// @param limits of wrong tries (rule C9)
/// @param termsVersion the terms in force (rule O3)
public record AccountParts(
    Database database,
    Registry registry,
    CodeHasher hasher,
    EmailDesk emails,
    CodeLimits limits,
    DocumentOffice documents,
    AuditTrail audit,
    String termsVersion,
    InstantSource clock) {

  /// What is taken as an address, and for how long.
  public EmailPolicy emailPolicy() {
    return emails.policy();
  }

  /// Accounts and their codes.
  public AccountStore accounts() {
    return new AccountStore();
  }
}
