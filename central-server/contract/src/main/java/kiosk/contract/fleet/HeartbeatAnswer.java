package kiosk.contract.fleet;

import java.time.Instant;

/// What a heartbeat is answered.
///
/// @param serverTime the server's clock
/// @param newest the newest news for this kiosk; pull if it is above what was seen
/// @param node which node answered
/// @param figures what the rules say there
public record HeartbeatAnswer(Instant serverTime, long newest, String node, Figures figures) {}
