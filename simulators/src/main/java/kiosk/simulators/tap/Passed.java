package kiosk.simulators.tap;

import java.time.Duration;
import kiosk.devices.link.RecordingLink.Direction;

/// One thing that has passed on a line.
///
/// @param number counts from 1 for as long as the line is watched
/// @param at since the first thing that passed
/// @param direction as the host sees it
public record Passed(long number, Duration at, Direction direction, Said said) {}
