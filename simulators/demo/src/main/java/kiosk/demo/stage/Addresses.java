package kiosk.demo.stage;

import java.net.URI;
import java.util.Optional;

/// Where a person finds the parts of a running demo.
///
/// @param screen with the token of this start
/// @param bridge where kiosks connect
/// @param firstStaff name and password of the first account of the operations page, when it was
///     made at this start
public record Addresses(
    URI screen,
    URI panel,
    URI mailbox,
    URI site,
    URI operations,
    URI bridge,
    Optional<String> firstStaff) {}
