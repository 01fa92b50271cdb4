package kiosk.server.cluster;

/// A node, as the others see it.
///
/// @param name from its configuration
/// @param standby whether it offers the services only while no other node does
public record Node(String name, boolean standby) {}
