package kiosk.server.account;

import java.util.ArrayList;
import java.util.List;
import kiosk.contract.act.ActReply.Step;
import kiosk.server.accesscode.CodeKind;
import kiosk.server.account.AccountStore.Account;
import kiosk.server.email.EmailDesk.Standing;

/// What a person must do before anything else (rules O3, C2, P1, P2, E9), in this order. Pure.
///
/// @param termsVersion the terms in force
public record PendingSteps(String termsVersion) {

  /// What is left, by what the account has.
  public List<Step> of(Account account, CodeKind code, Standing email) {
    List<Step> pending = new ArrayList<>();
    if (account.termsVersion().filter(termsVersion::equals).isEmpty()) {
      pending.add(Step.TERMS);
    }
    if (code != CodeKind.PERSONAL) {
      pending.add(Step.NEW_CODE);
    }
    if (!account.contactSaved()) {
      pending.add(Step.CONTACT);
    }
    if (email.validated().isEmpty()) {
      pending.add(Step.EMAIL);
    }
    return List.copyOf(pending);
  }
}
