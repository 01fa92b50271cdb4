package kiosk.server.ops;

import kiosk.server.staff.StaffMember;

/// What surrounds every page for somebody who has logged in.
///
/// @param words the sentences
/// @param member who
/// @param csrf for every form
public record Frame(Words words, StaffMember member, String csrf) {}
