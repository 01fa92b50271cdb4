package kiosk.devices.ipp;

import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.model.JobState;
import com.hp.jipp.model.Types;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a printer says of a job (RFC 8011, sections 5.3.7 and 5.3.8).
///
/// @param state `job-state`
/// @param reasons `job-state-reasons`
/// @param impressions `job-impressions-completed`, if it counts them
record JobReport(int state, Set<String> reasons, Optional<Integer> impressions) {

  static JobReport of(IppPacket job) {
    return new JobReport(
        Optional.ofNullable(job.getValue(Tag.jobAttributes, Types.jobState))
            .map(JobState::getCode)
            .orElse(0),
        Set.copyOf(job.getStrings(Tag.jobAttributes, Types.jobStateReasons)),
        Optional.ofNullable(job.getValue(Tag.jobAttributes, Types.jobImpressionsCompleted)));
  }

  /// The end, if this is one. `completed` alone proves nothing: a printer that has handed the job
  /// on, or printed it with errors, says so too (RFC 8011, section 5.3.8: `queued-in-device`,
  /// `job-completed-with-errors`).
  ///
  /// @param trouble what held the printer afterwards or, if nothing did, before
  /// @param evidence what else was said
  Optional<PageProgress.End> end(Optional<PageTrouble> trouble, List<String> evidence) {
    if (state == JobState.completed.getCode()) {
      boolean whole =
          reasons.equals(Set.of("job-completed-successfully"))
              && impressions.filter(count -> count > 0).isPresent();
      return Optional.of(
          whole
              ? new PageProgress.Completed(evidence)
              : new PageProgress.Unknown(PageTrouble.OTHER, evidence));
    }
    if (state == JobState.canceled.getCode()) {
      return Optional.of(new PageProgress.Spoiled(PageTrouble.CALLED_OFF, evidence));
    }
    return state == JobState.aborted.getCode()
        ? Optional.of(new PageProgress.Spoiled(trouble.orElse(PageTrouble.OTHER), evidence))
        : Optional.empty();
  }

  /// In one line, in the printer's words.
  String said() {
    return "job-state %d %s, impressions %s"
        .formatted(
            state,
            reasons.stream().sorted().toList(),
            impressions.map(String::valueOf).orElse("?"));
  }
}
