package kiosk.server.staff;

/// Somebody with an account.
///
/// @param name as typed at the log-in
public record StaffMember(String name, Role role) {}
